"""The cast, and their letters."""

from __future__ import annotations

import sqlalchemy as sa

from app import outbox
from app.clock import now
from app.db import db
from app.demo.people import NORTH, PANEL
from models.notices import PersonalKey
from models.people import User
from participation.rules.letters import Way as LetterWay
from tests.proposals_made import actor
from tests.sweep_place.found import Ids, team
from tests.sweep_place.panel import a_card, a_forum, a_question, asks, brought


def make_people() -> Ids:
    names = db.session.scalars(sa.select(User))
    return {f"person {user.name}": user.public_id for user in names} | {
        "membership": str(db.session.scalars(sa.select(User).where(User.name == "Tomos")).one().memberships[0].id),
        "panel": team(PANEL), "card": a_card(), "raised": brought(), "asked_panel": a_question(),
        **asks(), **a_forum(), "team": team("Alderbrook South team"),
        "north_team": team(NORTH), "responder": actor("Rhona").public_id,
    }  # fmt: skip


def make_letters() -> Ids:
    """A notice of Kwame's, one the mail server refused, and the keys in Kwame's addresses."""
    kwame = db.session.scalars(sa.select(User).where(User.name == "Kwame")).one()
    read, refused = (
        outbox.post(kwame.id, "A summary waits", "It is drafted.", dedupe_key=f"sweep:{n}", path="/summaries")
        for n in range(2)
    )
    refused.way, refused.refused_at, refused.trouble = (
        LetterWay.LETTER,
        now(),
        "The mail server refused the address (550)",
    )
    keys = PersonalKey(user_id=kwame.id)
    db.session.add(keys)
    db.session.flush()
    return {
        "notice": read.public_id,
        "refused_letter": refused.public_id,
        "stop_key": keys.stop,
        "calendar_key": keys.calendar,
    }

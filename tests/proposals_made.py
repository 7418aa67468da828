"""Proposals for tests: whole ones, and their way through the gate and the check."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import SOUTH
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotState
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.reviews import Answer, Check, Notes, Outcome
from commissioning.services import proposals_drafts as drafts
from commissioning.services import reviews
from models.people import User
from models.places import Area, Team
from models.pots import Fund, Pot
from models.proposals import Proposal
from models.reviews import Review
from models.triage import TriageItem
from participation.rules.people import Actor
from participation.services import gate
from tests.built_once import built_once

ALL_YES = dict.fromkeys(Check, Answer.YES)
NOTES = ("The keys are with Jo.", "Two quotes were seen.", "Rain is the main one.")
EQUALITY = "Girls and disabled children gain most; nobody loses."


def actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())


def team_id(name: str = SOUTH) -> str:
    return db.session.scalars(sa.select(Team.public_id).where(Team.name == name)).one()


def area_id(name: str = "Millfield") -> str:
    return db.session.scalars(sa.select(Area.public_id).where(Area.name == name)).one()


def everything(**changes: Any) -> dict[str, Any]:
    """Every field a proposal needs, as `save` takes them."""
    return {
        "title": "Bike library at the quay", "need": "Lots of us have no bike and the bus is dear.",
        "who_benefits": "Children aged 8 to 14", "how_many": 60, "areas": [area_id()],
        "builds_on": "The boat shed stands empty on Saturdays.",
        "lines": [CostLine("Twenty second-hand bikes", Pence(120_000)), CostLine("Helmets", Pence(30_050))],
        "our_part": "The council lends the shed.", "your_part": "We mend the bikes and keep the list.",
        "group_name": "Quay Wheels", "is_constituted": True, "sponsor": "", **changes,
    }  # fmt: skip


def drafted(by: str = "Mei", **changes: Any) -> Proposal:
    """A whole draft of South's."""
    who = actor(by)
    proposal = drafts.start(who, team=team_id(), title=changes.get("title", "Bike library at the quay"))
    return drafts.save(who, proposal.public_id, everything(**changes))


def submitted(by: str = "Mei", **changes: Any) -> Proposal:
    """One sent in (and still at the gate, when it is a child's, a resident's or a provider's)."""
    proposal = drafted(by, **changes)
    drafts.submit(actor(by), proposal.public_id)
    return proposal


def let_through(proposal: Proposal) -> Proposal:
    """The newest words have been read at the desk and let through."""
    item = db.session.scalars(
        sa.select(TriageItem).where(TriageItem.words_of == proposal.public_id, TriageItem.is_latest)
    ).one()
    gate.let_through(item)
    return proposal


def reviewed(
    proposal: Proposal, outcome: Outcome = Outcome.PASS, reason: str = "", by: str = "Carol"
) -> Review:
    """The officer's decision on it."""
    notes = Notes(*NOTES, equality=EQUALITY, reason=reason)
    return reviews.decide(actor(by), proposal.public_id, outcome, ALL_YES, notes)


@built_once
def shortlisted(by: str = "Mei", **changes: Any) -> Proposal:
    """One that passed its check."""
    proposal = submitted(by, **changes)
    if not actor(by).speaks_officially:
        let_through(proposal)
    reviewed(proposal)
    return proposal


def newest() -> Proposal:
    """The proposal begun last."""
    db.session.rollback()
    return db.session.scalars(sa.select(Proposal).order_by(Proposal.id.desc()).limit(1)).one()


def pot(most: Pence | None = None, team: str = SOUTH) -> Pot:
    """An open pot of the team's, with the most it gives one project."""
    found = Pot(
        name="Wellbeing", team_id=db.session.scalars(sa.select(Team.id).where(Team.name == team)).one(),
        fund=Fund(name="Wellbeing fund"), decision_route=DecisionRoute.DELEGATED_OFFICER, decided_by="Director",
        financial_year="2026/27", opens_on=date(2026, 4, 1), max_award_pence=most, state=PotState.OPEN,
        created_at=now(),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    return found

"""The panel: its forum, questions, research, thanks and a card."""

from __future__ import annotations

from datetime import time, timedelta

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.panel_questions import NewQuestion
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import Thank
from commissioning.rules.thanks import Way as ThanksWay
from commissioning.services import (
    panel_questions,
    thanks,
    two_people,
)
from models.people import User
from participation.rules.forums import Plan
from participation.rules.forums import Rhythm as ForumRhythm
from participation.rules.people import AgeBand, Role
from participation.services import (
    forums,
    panels,
    panels_joining,
    raised,
    research,
)
from participation.services.listening import NewListening
from participation.services.panels_joining import Invited
from tests import (
    co_design_made,
    voice_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def a_forum() -> Ids:
    """A forum that began today, a calendar address, and a thank-you that was agreed."""
    pia, today = actor("Pia"), local_date(now())
    team = panels.panels_for(pia)[0]
    made = forums.begin(pia, team, "Quay Tuesday", Plan(ForumRhythm.WEEKLY, today, time(17), 60), "Quay Hall")
    thank = Thank(ThanksWay.BOUGHT, Pence(5_00), "Bus fares", today, time(18))
    thanked = thanks.ask(pia, team, actor("Asha").public_id, thank)
    two_people.confirm(actor("Noor"), thanked.held)
    return {
        "forum": made.public_id, "forum_day": today.isoformat(), "thanks": thanked.public_id,
    }  # fmt: skip


def brought() -> str:
    asha = actor("Asha")
    made = raised.bring(
        asha, panels.panels_for(asha)[0], actor("Noor").public_id, "The bus is too dear for us."
    )
    co_design_made.release(made.public_id)
    return made.public_id


def a_question() -> str:
    """A question whose time to think is over, so that it can be answered."""
    pia, asked = actor("Pia"), "We may open a room by the quay. It would be for you."
    with clock.at(now() - timedelta(days=9)):
        due = local_date(now()) + timedelta(days=8)
        new = NewQuestion("The youth space", asked, actor("Noor").public_id, due)
        return panel_questions.write(pia, panels.panels_for(pia)[0], new).public_id


def asks() -> Ids:
    """Asha's own questions: one asked, with an answer and a finding let through; one that waits for a worker."""
    asha, pia = actor("Asha"), actor("Pia")
    team = panels.panels_for(asha)[0]
    research.train(pia, db.session.get_one(User, asha.user_id), local_date(now()))
    one, waiting = (
        research.ask(asha, team, f"How is the {what} for you?", "It is full.") for what in ("bus", "tram")
    )
    for made in (one, waiting):
        co_design_made.release(made.public_id)
    new = NewListening(
        "The bus", "How is the bus for you?", now() - timedelta(days=1), now() + timedelta(days=9)
    )
    research.set_up(pia, research.get_to_set_up(pia, one.public_id), new)
    said, _ = voice_made.somebody_says(one.listening, "I always stand up.")
    voice_made.decide(actor, said)
    found = research.write_finding(asha, research.get_own(asha, one.public_id), "Most of us stand up.")
    co_design_made.release(found.public_id)
    return {"research": one.public_id, "research_waiting": waiting.public_id, "finding": found.public_id}


def a_card() -> str:
    """The four words of a card that nobody has answered."""
    pia = actor("Pia")
    leah = Invited("Rowan", Role.SUPPORTER, AgeBand.ADULT)
    return panels_joining.invite(pia, panels.panels_for(pia)[0], leah)[1]

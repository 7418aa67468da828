"""A counted round, an open one, one being set up, and the north’s own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.advice import View
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.reviews import Notes
from commissioning.services import (
    advice,
    ballots,
    pack_questions,
    polling,
    results,
    reviews,
    rounds,
)
from commissioning.services.polling import Wanted
from models.pots import Pot
from tests import (
    co_design_made,
    rounds_made,
)
from tests.proposals_made import ALL_YES, EQUALITY, NOTES, actor, shortlisted
from tests.sweep_place.found import Ids
from tests.sweep_place.ideas import norths

NEW_TITLES = {"Allotment": 20_000, "Skate nights": 25_000}
OPEN_TITLES = {"Sea swimming": 30_000, "Book swap": 20_000, "Breakfast table": 10_000}
COUNTED_TITLES = {"Bike library": 20_000, "Quiet garden": 30_000, "Film club": 10_000, "Boat days": 90_000}


def make_rounds() -> Ids:
    counted = rounds_made.an_open_round(COUNTED_TITLES)
    for name in rounds_made.VOTERS:
        rounds_made.vote(name, counted, "Bike library", "Quiet garden", "Film club")
    with clock.at(rounds_made.after_close(counted)):
        results.count_round(actor("Grace"), counted)
    pot = db.session.get_one(Pot, counted.pot_id)
    opened = rounds.set_up(
        actor("Grace"),
        pot,
        rounds_made.a_plan(rounds_made.ideas(OPEN_TITLES), amount=Pence(40_000), title="Open now"),
    )
    sheets = {
        way: polling.make(
            actor("Grace"), opened, Wanted(way, f"Millfield Primary, {way}", 3), f"a-form-for-{way}-places"
        )
        for way in Way
    }
    rounds.open_voting(actor("Grace"), opened)
    rounds_made.vote("Grace", opened, opened.projects[0].title)
    few = _few_voted(pot)
    new = rounds.set_up(
        actor("Grace"),
        pot,
        rounds_made.a_plan(rounds_made.ideas(NEW_TITLES), amount=Pence(30_000), title="Being set up", most=2),
    )
    club = polling.make(actor("Grace"), new, Wanted(Way.CODES, "Youth club", 2), "a-form-for-the-youth-club")
    theirs = _norths_round()
    spare = shortlisted("Mei", title="Shortlisted and free", lines=[CostLine("Paint", Pence(5_000))])
    return {
        "counted": counted.public_id, "lost_idea": rounds_made.picks(counted, "Boat days")[0],
        "few_round": few.public_id, "pack_question": _pack_question(spare),
        "open": opened.public_id, "new_round": new.public_id, "spare": spare.public_id,
        "north_round": theirs.public_id, "open_project": opened.projects[0].proposal_public_id,
        "free": new.projects[0].proposal_public_id, "free_too": new.projects[1].proposal_public_id,
        "round_pot": pot.public_id, "new_batch": club.batch.public_id,
        "codes_batch": sheets[Way.CODES].batch.public_id, "vote_code": sheets[Way.CODES].codes[0],
        "tablet_batch": sheets[Way.TABLET].batch.public_id, "paper": sheets[Way.PAPER].codes[0],
        "graces_change": _change_code("Grace", opened),
    }  # fmt: skip


def _few_voted(pot: Pot) -> Any:
    """A counted round with so few votes that its ballots are for the auditor alone."""
    plan = rounds_made.a_plan(
        rounds_made.ideas({"Lantern walk": 4_000, "Tin whistles": 3_000}), amount=Pence(5_000), title="Few voted",
        most=2, smallest=10,
    )  # fmt: skip
    made = rounds.set_up(actor("Grace"), pot, plan)
    rounds.open_voting(actor("Grace"), made)
    for name in rounds_made.VOTERS[:3]:
        rounds_made.vote(name, made, "Tin whistles")
    with clock.at(rounds_made.after_close(made)):
        results.count_round(actor("Grace"), made)
    return made


def _change_code(name: str, round_: Any) -> str:
    """The change code somebody was shown when they voted."""
    return ballots.slip_for(actor(name), round_, f"{rounds_made.A_KEY}-{name}").change_code


def _pack_question(about: Any) -> str:
    for name in ("Asha", "Tomos"):
        advice.give(actor(name), about, View.SKIP)
    made = pack_questions.ask(actor("Tomos"), about, "Who paints it?")
    co_design_made.release(made.public_id)
    return made.public_id


def _norths_round() -> Any:
    found = {}
    for title in ("North garden", "North choir"):
        made = norths(title=title)
        reviews.decide(
            actor("Carol"),
            made.public_id,
            reviews.Outcome.PASS,
            ALL_YES,
            Notes(*NOTES, equality=EQUALITY),
        )
        found[title] = made.public_id
    pot = db.session.scalars(sa.select(Pot).where(Pot.name == "Northern lights")).one()
    plan = rounds_made.a_plan(found, amount=Pence(200_000), title="The north’s own", most=2)
    return rounds.set_up(actor("Erin"), pot, plan)

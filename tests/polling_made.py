"""Votes without an account for tests: a round with printed codes, a tablet and papers; votes cast with each."""

from __future__ import annotations

from typing import Any

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.services import ballots, polling, polling_votes, rounds
from commissioning.services.polling import Sheet, Wanted
from models.ballots import Ballot, Receipt
from models.polling import Place
from models.rounds import RollEntry, Round
from tests.built_once import built_once
from tests.proposals_made import actor
from tests.rounds_made import a_plan, a_round, ideas, picks

PLACES = 6


@built_once
def a_polling_round(
    places: int = PLACES, costs: dict[str, int] | None = None, **changes: Any
) -> tuple[Round, dict[Way, Sheet]]:
    """An open round with a batch of each way, and their sheets."""
    round_ = a_round(costs, **changes)
    sheets = {
        way: polling.make(
            actor("Grace"), round_, Wanted(way, f"Millfield Primary, {way}", places), f"{way}-form-key-1234"
        )
        for way in Way
    }
    rounds.open_voting(actor("Grace"), round_)
    return round_, sheets


def vote_with(code: str, round_: Round, *titles: str, key: str = "a-form-key-on-a-phone") -> str:
    """Vote with a printed code; gives the receipt."""
    return polling_votes.cast(polling_votes.seat_of(code), picks(round_, *titles), f"{key}-{code}").receipt


def used_by_way(round_: Round) -> dict[Way, int]:
    """How many votes came in each way without an account."""
    return {way: one.used for way, one in polling.ways_of(round_).items() if one.used}


def in_box(round_: Round) -> tuple[int, int, int]:
    """Marked (on the roll and of the places), ballots, receipts."""
    marked = [
        db.session.query(table).filter_by(round_id=round_.id, voted=1).count() for table in (RollEntry, Place)
    ]
    return sum(marked), db.session.query(Ballot).count(), db.session.query(Receipt).count()


def change_code(name: str, round_: Round, key: str) -> str:
    """The change code somebody of the cast was shown with this form."""
    return ballots.slip_for(actor(name), round_, key).change_code


def another_round(beside: Round) -> Round:
    """Another round of the same team and pot, being set up."""
    found = ideas({"Swings": 10_000, "Slide": 20_000, "Sandpit": 5_000})
    plan = a_plan(found, amount=Pence(50_000), title="Another vote")
    return rounds.set_up(actor("Grace"), rounds.pot_of(beside), plan)

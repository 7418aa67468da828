"""More rounds, with what came of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import (
    awards,
    decisions,
    decisions_cases,
    results,
    rounds,
)
from models.awards import Award
from tests import (
    decisions_made,
    rounds_made,
)
from tests.money_made import a_pot
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def more_rounds(ids: Ids, many: int, turn: str) -> None:
    """Rounds open, being set up and counted, with what they recommended decided, paid and waiting."""
    pot = a_pot({"": 1_000_000}, name=f"Rounds {turn}")
    for n in range(many):
        for what in ("open", "new", "counted"):
            found = rounds_made.ideas({f"{what} {turn} {n} {k}": 1_000 for k in range(3)})
            made = rounds.set_up(
                actor("Grace"), pot, rounds_made.a_plan(found, amount=Pence(3_000), title=f"{what} {n}")
            )
            if what != "new":
                rounds.open_voting(actor("Grace"), made)
            if what == "counted":
                _count_and_decide(made, [f"{what} {turn} {n} {k}" for k in range(3)])


def _count_and_decide(made: Any, titles: list[str]) -> None:
    for name in rounds_made.VOTERS:
        rounds_made.vote(name, made, *titles)
    with clock.at(rounds_made.after_close(made)):
        results.count_round(actor("Grace"), made)
    for title in titles[:2]:
        case = decisions_cases.get_case_for(actor("Noor"), decisions_made.proposal(title).public_id)
        decided = decisions.decide(actor("Noor"), case, decisions_made.verdict(case))
        award = db.session.scalars(sa.select(Award).where(Award.decision_id == decided.id)).one()
        if title == titles[0]:
            decisions_made.offer_it(award)
            awards.accept(actor("Mei"), award, signed_by="Mei Lin")
            awards.pay(actor("Farid"), award, Pence(500), reason="Half", key=f"key-{title}")

"""Proposals voted on and waiting for a decision, with the sums and wards that Leeds' own minutes tell of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.minutes import Amendment, Minutes, Tally
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute
from commissioning.rules.proposals_content import CostLine
from commissioning.services import decisions_cases, results, rounds
from commissioning.services.decisions_cases import Case
from models.awards import Award
from models.decisions import Decision
from models.pots import Pot
from tests.built_once import built_once
from tests.decisions_made import proposal
from tests.money_made import a_pot
from tests.proposals_made import actor, area_id, shortlisted
from tests.rounds_made import a_plan, after_close, vote


@built_once
def waiting(
    asks: Mapping[str, int],
    *,
    pot: Mapping[str, int],
    route: DecisionRoute = DecisionRoute.DELEGATED_OFFICER,
    wards: tuple[str, ...] = (),
    name: str = "Wellbeing",
    also: str = "Another idea",
) -> Pot:
    """Proposals asking so many pence each, for these wards, voted on by three people and counted; gives their pot."""
    money = a_pot(dict(pot), route=route, name=name)
    where = [area_id(name) for name in wards or ("Millfield",)]
    with clock.at(now() - timedelta(days=30)):  # young advisors have had their time
        ids = {
            title: shortlisted(
                title=title, areas=where, lines=[CostLine("All of it", Pence(pence))]
            ).public_id
            for title, pence in {**asks, also: 1_00}.items()
        }
    most = max(asks.values())  # a round needs two to choose between
    plan = a_plan(ids, amount=Pence(max(most, 1)), most=len(ids), least=1)
    made = rounds.set_up(actor("Grace"), money, plan)
    rounds.open_voting(actor("Grace"), made)
    for name in ("Grace", "Asha", "Tomos"):
        vote(name, made, *asks)
    with clock.at(after_close(made)):
        results.count_round(actor("Grace"), made)
    return money


def case_of(title: str) -> Case:
    """What Noor reads about a proposal."""
    return decisions_cases.get_case_for(actor("Noor"), proposal(title).public_id)


def award_of(decision: Decision) -> Award:
    """The award a decision made."""
    return db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).one()


def minuted(case: Case, **changes: object) -> Minutes:
    """Minute 31 of today's meeting: nine there, six for, one against, one abstained, one who said nothing."""
    values = {
        "body_name": "Alderbrook South Community Committee", "met_on": local_date(now()), "minute": "31/26",
        "present": 9, "tally": Tally(6, 1, 1), **changes,
    }  # fmt: skip
    return Minutes(**values)  # type: ignore[arg-type]


def amended(pence: int, votes: tuple[int, int, int] = (6, 1, 1)) -> Amendment:
    """An amendment of the amount."""
    return Amendment(Pence(pence), f"That the award be {Pence(pence)}", Tally(*votes))

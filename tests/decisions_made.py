"""A finished round and what waits for a decision, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.rules.recipients import AboutThis
from commissioning.services import decisions_cases, offers, results
from commissioning.services.decisions import Verdict, decide
from commissioning.services.decisions_cases import Case
from commissioning.services.offers import Terms
from models.awards import Award
from models.decisions import Decision
from models.offers import AwardTerms
from models.organisations import Organisation
from models.proposals import Proposal
from models.rounds import Round
from tests.built_once import built_once
from tests.organisations_made import a_ready_organisation
from tests.proposals_made import actor
from tests.rounds_made import after_close, an_open_round, vote

WHY = "It reaches the most children for the money, and the vote was clear."
OTHER = "It is the company that the group is registered as."
ELSE = "A smaller grant was considered; it would not have paid for the helmets."


@built_once
def a_counted_round() -> Round:
    """Five voters choose Bike library (£400) and Quiet garden (£600), which take the whole £1,000."""
    round_ = an_open_round()
    for name in ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"):
        vote(name, round_, "Bike library", "Quiet garden")
    with clock.at(after_close(round_)):
        results.count_round(actor("Grace"), round_)
    return round_


def proposal(title: str = "Bike library") -> Proposal:
    """The proposal of that title."""
    return next(one for one in db.session.scalars(sa.select(Proposal)) if one.title == title)


def a_case(title: str = "Bike library") -> Case:
    """What Noor would read."""
    return decisions_cases.get_case_for(actor("Noor"), proposal(title).public_id)


def verdict(
    case: Case, outcome: Outcome = Outcome.ADOPTED, pence: int | None = None, **changes: Any
) -> Verdict:
    """A whole verdict: everything asked (or so many pence of the pot's one line)."""
    shares = case.suggestion if pence is None else {None: Pence(pence)}
    values = {"reasons": WHY, "alternatives": ELSE, "conditions": "", "shares": shares, **changes}
    return Verdict(outcome, **values)


def adopted(title: str = "Bike library", *, offered: bool = True, **answer: Any) -> Decision:
    """Noor adopts it, and Carol makes the offer."""
    case = a_case(title)
    decision = decide(actor("Noor"), case, verdict(case, **answer))
    if offered:
        offer_it(db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).one())
    return decision


def terms(**changes: Any) -> Terms:
    """Terms of a plain grant for a year from today."""
    today = local_date(now())
    values = {
        "starts_on": today,
        "ends_on": today + timedelta(days=365),
        "report_by": today + timedelta(days=365),
    }
    return Terms(**{**values, **changes})


def offer_it(
    award: Award,
    organisation: Organisation | None = None,
    *,
    why: str = "",
    why_other: str = OTHER,
    **changes: Any,
) -> AwardTerms:
    """Carol offers an award to Quay Wheels (or another), which is ready for it."""
    to = organisation or a_ready_organisation()
    made = terms(**{"conditions": award.conditions, **changes})
    return offers.offer(
        actor("Carol"), award, to, made, checked=list(AboutThis), why_anyway=why, why_other=why_other
    )

"""A finished round and what waits for a decision, for tests."""

from __future__ import annotations

import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.services import decisions_cases, results
from commissioning.services.decisions import Verdict, decide
from commissioning.services.decisions_cases import Case
from models.decisions import Decision
from models.proposals import Proposal
from models.rounds import Round
from tests.proposals_made import actor
from tests.rounds_made import after_close, an_open_round, vote

WHY = "It reaches the most children for the money, and the vote was clear."
ELSE = "A smaller grant was considered; it would not have paid for the helmets."


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
    return db.session.scalars(sa.select(Proposal).where(Proposal.title == title)).one()


def a_case(title: str = "Bike library") -> Case:
    """What Noor would read."""
    return decisions_cases.get_case_for(actor("Noor"), proposal(title).public_id)


def verdict(
    case: Case, outcome: Outcome = Outcome.ADOPTED, pence: int | None = None, **changes: str
) -> Verdict:
    """A whole verdict: everything asked (or so many pence of the pot's one line)."""
    shares = case.suggestion if pence is None else {None: Pence(pence)}
    values = {"reasons": WHY, "alternatives": ELSE, "conditions": "", **changes}
    return Verdict(outcome, shares=shares, **values)


def adopted(title: str = "Bike library") -> Decision:
    """Noor adopts it."""
    case = a_case(title)
    return decide(actor("Noor"), case, verdict(case))

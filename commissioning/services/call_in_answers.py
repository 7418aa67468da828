"""Looking at a called-in decision again: it stands, or it is changed and its money goes back to the pot."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.call_in import Answer
from commissioning.services import awards, call_in
from models.awards import Award
from models.call_in import CallInAnswer
from models.decisions import Decision
from participation.rules.people import Actor


def reconsider(actor: Actor, decision: Decision, answer: Answer, reasons: str) -> CallInAnswer:
    """Answer a call-in, once. Changed, the award that was never offered ends and its pot has the money back."""
    call_in.check_answer(actor, decision, reasons)
    if answer is Answer.CHANGED:
        award = db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).first()
        if award is not None:
            awards.take_back(actor, award, f"Changed after call-in: {reasons.strip()}")
    return call_in.keep_answer(actor, decision, answer, reasons)

"""Payment requests that wait while their award ends: none may be left that nobody can ever answer."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, once
from app.db import db
from commissioning.rules.payments import WAITING, PaymentAction, step
from models.awards import Award
from models.payments import PaymentRequest
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def check_none(award: Award) -> None:
    """Refuse to finish an award while a payment on it is asked for and not answered."""
    found = _waiting(award)
    if found:
        raise Refusal(
            f"A payment of {found[0].amount_pence} is asked for and not answered yet. Pay it or send it back first."
        )


def send_back_all(actor: Actor, award: Award, why: str) -> None:
    """Answer every request that waits on an award that was stopped: its money is back in the pot."""
    for request in _waiting(award):
        found = step(request.state, PaymentAction.SEND_BACK)
        if not once.changed(
            request, PaymentRequest.state == request.state, state=found.to, sent_back_why=why
        ):
            raise Refusal("Somebody else has just changed a payment on this award. Look at it again.")
        audit.record(found.event, request, actor=actor, award=award.public_id)


def _waiting(award: Award) -> list[PaymentRequest]:
    query = sa.select(PaymentRequest).where(
        PaymentRequest.award_id == award.id, PaymentRequest.state.in_(WAITING)
    )
    return list(db.session.scalars(query.order_by(PaymentRequest.id)))

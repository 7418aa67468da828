"""What waits for decision-makers, for those who were awarded something, and for those who pay."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import PaymentState
from commissioning.services import decisions_cases
from models.awards import Award
from models.payments import PaymentRequest
from participation.rules.needs import Need
from participation.rules.people import Actor, Role, ScopeKind


def needs_for(actor: Actor) -> list[Need]:
    """Proposals to decide, offers to make or sign, payments to look at: each only for whoever may do it."""
    return [*_to_decide(actor), *_to_offer(actor), *_to_sign(actor), *_to_approve(actor), *_to_release(actor)]


def _to_decide(actor: Actor) -> list[Need]:
    if not actor.has(Role.DECISION_MAKER):
        return []
    return [
        Need(f"Decide on “{case.proposal.title}”", f"/decide/{case.proposal.public_id}",
             why=f"Asks {case.proposal.ask_pence}. Recommended by “{case.round.title}”.", action="Decide")
        for case in decisions_cases.waiting_for(actor)
        if case.is_recommended
    ]  # fmt: skip


def _to_offer(actor: Actor) -> list[Need]:
    if not actor.has(Role.COMMISSIONING_OFFICER):
        return []
    waiting = sa.select(sa.func.count()).select_from(Award).where(Award.state == AwardState.TO_OFFER)
    return _counted(waiting, "award waits for its offer", "awards wait for their offers", "Make the offers")


def _to_sign(actor: Actor) -> list[Need]:
    mine = sa.select(Award).where(Award.recipient_id == actor.user_id, Award.state == AwardState.OFFERED)
    return [
        Need(f"Say yes or no to your award: “{award.title}”", f"/awards/{award.public_id}", due=award.accept_by,
             why=f"{award.amount_pence} is offered.", late=award.accept_by < now())
        for award in db.session.scalars(mine.order_by(Award.accept_by))
    ]  # fmt: skip


def _to_approve(actor: Actor) -> list[Need]:
    if not actor.has(Role.COMMISSIONING_OFFICER):
        return []
    return _requests(PaymentState.ASKED, "Look at the payment asked for", "Look at it")


def _to_release(actor: Actor) -> list[Need]:
    if not actor.has(Role.FINANCE_LEAD, scope=ScopeKind.COUNCIL):
        return []
    return _requests(PaymentState.APPROVED, "Release a payment", "Release it")


def _requests(state: PaymentState, title: str, action: str) -> list[Need]:
    query = sa.select(PaymentRequest).where(PaymentRequest.state == state).order_by(PaymentRequest.id)
    return [
        Need(
            f"{title} on “{one.award.title}”", f"/awards/{one.award.public_id}/payments/{one.public_id}",
            why=f"{one.amount_pence}: {one.what}.", action=action,
        )
        for one in db.session.scalars(query.options(joinedload(PaymentRequest.award)))
    ]  # fmt: skip


def _counted(query: sa.Select[int], one: str, many: str, action: str) -> list[Need]:
    waiting = db.session.scalar(query) or 0
    title = f"1 {one}" if waiting == 1 else f"{waiting} {many}"
    return [Need(title, "/awards", action=action)] if waiting else []

"""What waits for decision-makers, for those who were awarded something, and for those who pay."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import PaymentState
from commissioning.services import call_in, decisions_cases, delegated
from models.awards import Award
from models.payments import PaymentRequest
from participation.rules.needs import Need
from participation.rules.people import Actor, Role, ScopeKind


def needs_for(actor: Actor) -> list[Need]:
    """Proposals to decide, offers to make or sign, payments to look at: each only for whoever may do it."""
    return [
        *_to_look_again(actor),
        *_to_decide(actor),
        *_to_say(actor),
        *_of_awards(actor),
        *_to_approve(actor),
        *_to_release(actor),
    ]


def _to_look_again(actor: Actor) -> list[Need]:
    return [
        Need(f"Look again at {one.number}: “{one.proposal_title}”", f"/decisions/{one.number}/again",
             why="Ward members called it in. Nothing is offered or paid until you have.", action="Look again")
        for one in call_in.to_look_again(actor)
    ]  # fmt: skip


def _to_decide(actor: Actor) -> list[Need]:
    if not actor.has(Role.DECISION_MAKER):
        return []
    return [
        Need(f"Decide on “{case.proposal.title}”", f"/decide/{case.proposal.public_id}",
             why=f"Asks {case.proposal.ask_pence}. Recommended by “{case.round.title}”.", action="Decide")
        for case in decisions_cases.waiting_for(actor)
        if case.is_recommended
    ]  # fmt: skip


def _to_say(actor: Actor) -> list[Need]:
    unsaid = delegated.unsaid_by(actor)
    if not unsaid:
        return []
    what = f"“{unsaid[0].title}”" if len(unsaid) == 1 else f"{len(unsaid)} proposals"
    what += ", before it is decided" if len(unsaid) == 1 else ", before they are decided"
    return [Need(f"Say what you think of {what}", "/between-meetings", action="Say it")]


def _of_awards(actor: Actor) -> list[Need]:
    """Offers to make, for officers, and one's own awards to sign: one query for both."""
    mine = sa.and_(Award.recipient_id == actor.user_id, Award.state == AwardState.OFFERED)
    theirs = sa.and_(sa.literal(actor.has(Role.COMMISSIONING_OFFICER)), Award.state == AwardState.TO_OFFER)
    found = list(db.session.scalars(sa.select(Award).where(sa.or_(mine, theirs)).order_by(Award.accept_by)))
    waiting = sum(award.state is AwardState.TO_OFFER for award in found)
    title = "1 award waits for its offer" if waiting == 1 else f"{waiting} awards wait for their offers"
    offers = [Need(title, "/awards", action="Make the offers")] if waiting else []
    return offers + [
        Need(f"Say yes or no to your award: “{award.title}”", f"/awards/{award.public_id}", due=award.accept_by,
             why=f"{award.amount_pence} is offered.", late=award.accept_by < now())
        for award in found
        if award.state is AwardState.OFFERED
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

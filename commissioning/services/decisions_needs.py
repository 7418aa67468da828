"""What waits for decision-makers, for those who were awarded something, and for those who pay."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.services import awards_reading, decisions_cases
from models.awards import Award
from participation.rules.needs import Need
from participation.rules.people import Actor, Role


def needs_for(actor: Actor) -> list[Need]:
    """Proposals to decide, awards to sign, awards to pay: each only for whoever may do it."""
    return [*_to_decide(actor), *_to_sign(actor), *_to_pay(actor)]


def _to_decide(actor: Actor) -> list[Need]:
    if not actor.has(Role.DECISION_MAKER):
        return []
    return [
        Need(f"Decide on “{case.proposal.title}”", f"/decide/{case.proposal.public_id}",
             why=f"Asks {case.proposal.ask_pence}. Recommended by “{case.round.title}”.", action="Decide")
        for case in decisions_cases.waiting_for(actor)
        if case.is_recommended
    ]  # fmt: skip


def _to_sign(actor: Actor) -> list[Need]:
    mine = sa.select(Award).where(Award.recipient_id == actor.user_id, Award.state == AwardState.OFFERED)
    return [
        Need(f"Say yes or no to your award: “{award.title}”", f"/awards/{award.public_id}", due=award.accept_by,
             why=f"{award.amount_pence} is offered.", late=award.accept_by < now())
        for award in db.session.scalars(mine.order_by(Award.accept_by))
    ]  # fmt: skip


def _to_pay(actor: Actor) -> list[Need]:
    if not actor.has(Role.FINANCE_LEAD):
        return []
    waiting = len(awards_reading.lists_for(actor)["to_pay"])
    many = "An award waits" if waiting == 1 else f"{waiting} awards wait"
    return [Need(f"{many} for payment", "/awards", action="See them")] if waiting else []

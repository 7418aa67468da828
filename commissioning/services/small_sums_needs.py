"""What waits about small sums: for managers by the clock, for workers to buy and to ask, for finance to check."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.small_sums import SmallSumState
from commissioning.services import small_sums_reading as reading
from models.small_sums import SmallSum
from participation.rules.needs import Need
from participation.rules.people import Actor, Role

WHERE = "/small-sums"


def needs_for(actor: Actor) -> list[Need]:
    """Each only for whoever may do it."""
    return [*_to_decide(actor), *_to_buy(actor), *_to_check(actor)]


def _to_decide(actor: Actor) -> list[Need]:
    if not actor.has(Role.OFFICE_MANAGER):
        return []
    query = sa.select(SmallSum).where(
        SmallSum.state == SmallSumState.ASKED, reading.seen_by(actor), SmallSum.asked_by_id != actor.user_id
    )
    return [
        Need(f"Answer: {one.item}", f"{WHERE}/{one.public_id}", why=f"A worker asks for {one.cost_pence}.",
             due=one.due_at, late=reading.is_late(one), action="Answer")
        for one in db.session.scalars(query.order_by(SmallSum.due_at))
    ]  # fmt: skip


def _to_buy(actor: Actor) -> list[Need]:
    if not actor.has(Role.FRONT_LINE_WORKER, Role.OFFICE_MANAGER):
        return []
    query = sa.select(SmallSum).where(
        SmallSum.state == SmallSumState.APPROVED, SmallSum.asked_by_id == actor.user_id
    )
    to_buy = [
        Need(f"Buy it and photograph the receipt: {one.item}", f"{WHERE}/{one.public_id}",
             why=f"{one.cost_pence} is approved.")
        for one in db.session.scalars(query.order_by(SmallSum.decided_at))
    ]  # fmt: skip
    asked = [
        Need(f"Ask whether it helped: {one.item}", f"{WHERE}/{one.public_id}", action="Ask")
        for one in reading.to_ask_whether_it_helped(actor)
    ]
    return [*to_buy, *asked]


def _to_check(actor: Actor) -> list[Need]:
    if not actor.has(Role.FINANCE_LEAD):
        return []
    query = sa.select(sa.func.count()).select_from(SmallSum).where(SmallSum.state == SmallSumState.BOUGHT)
    many = db.session.scalar(query) or 0
    what = "A receipt waits" if many == 1 else f"{many} receipts wait"
    return [Need(f"{what} to be checked", WHERE, action="See them")] if many else []

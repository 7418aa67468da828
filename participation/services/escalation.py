"""When a clock runs out: the deputy is called, then the duty contact, then everybody. Each call is recorded."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from models.triage import Escalation, TriageItem
from participation.rules.desk import Clock, Rung, decide_by, next_call, next_rung
from participation.rules.gate import Priority
from participation.rules.people import Actor
from participation.services import triage_desk as desk

AT_ONCE = 500  # items dealt with in one run; the next minute's run does the next ones
_LETTER = (
    "Something at the desk is late",
    "An item at the safeguarding desk has passed its time. Sign in to Our Part to read it. This says no more.",
)


def clock_of(item: TriageItem) -> Clock:
    """Which clock runs for an item: until somebody reads what may be urgent, the hour; then the day."""
    unread = item.priority is Priority.HIGH and item.first_read_at is None
    return Clock.READ if unread else Clock.DECIDE


def start_deciding(item: TriageItem) -> None:
    """Somebody has read it: the next clock runs, and nobody else is called until that runs out."""
    item.first_read_at = now()
    if item.decided_at is None and item.priority is Priority.HIGH:
        item.due_at = item.escalate_at = decide_by(item.held_at)


def escalate_due(at: datetime | None = None) -> int:
    """Call the next people about everything whose time is up. For the scheduler; each rung is called once.

    A late start calls one rung at a time, an hour apart, so nobody is passed over. Returns how many were called about.
    """
    moment = at or now()
    late = db.session.scalars(
        sa.select(TriageItem)
        .where(TriageItem.decided_at.is_(None), TriageItem.escalate_at <= moment)
        .options(selectinload(TriageItem.shut_outs), selectinload(TriageItem.escalations))
        .order_by(TriageItem.escalate_at).limit(AT_ONCE)
    ).all()  # fmt: skip
    for item in late:
        _call_next(item, moment)
    db.session.flush()
    return len(late)


def _call_next(item: TriageItem, moment: datetime) -> None:
    clock = clock_of(item)
    called = [one.rung for one in item.escalations if one.clock is clock]
    rung = next_rung(called)
    if rung is None:
        item.escalate_at = None
        return
    item.escalated_at = moment
    item.escalate_at = next_call(moment) if next_rung([*called, rung]) else None
    db.session.add(Escalation(item_id=item.id, clock=clock, rung=rung, at=moment))
    barred = {shut.user_id for shut in item.shut_outs}
    key = f"late:{item.public_id}:{clock}:{rung}"
    if {user.id for user in desk.desk_people()} - barred:
        desk.call(desk.to_call(rung, barred), key, *_LETTER)
    else:  # nobody at the desk may read it, so nobody is told to
        desk.call_first(barred, key, *_LETTER)
    audit.record(
        "words.escalated", item, actor=Actor.system(), priority=item.priority, clock=clock, called=rung
    )


def called_about(item: TriageItem) -> list[tuple[Clock, Rung, datetime]]:
    """Every call about an item, oldest first."""
    return [(one.clock, one.rung, one.at) for one in item.escalations]

"""What happened to a summary after its facts were frozen: what was promised when it was presented, and if it is late.

The frozen facts and the words made from them never change; this stands beside them, as it is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from governance.rules.schedules import next_slots
from governance.services import bodies, body_tasks
from models.summaries import BodyTask, Summary


@dataclass(frozen=True)
class After:
    """What is owed from it; whether the next one was cut before it came out, and when the one after is due."""

    owed: list[BodyTask]
    overtaken: bool
    next_on: date | None


def after(summary: Summary) -> After:
    """As it is now. A few queries, however much is owed."""
    out = summary.published_at or now()
    later = sa.select(Summary.id).where(
        Summary.body_id == summary.body_id, Summary.since >= summary.until, Summary.until <= out
    )
    overtaken = db.session.scalar(later.limit(1)) is not None
    return After(body_tasks.of_summary(summary), overtaken, _next(summary) if overtaken else None)


def _next(summary: Summary) -> date | None:
    kept = bodies.schedule_of(summary.body)
    slots = next_slots(bodies.rule_of(kept), summary.published_at or now()) if kept else []
    return local_date(slots[0].due) if slots else None

"""How many items the safeguarding desk decided in a period, and how many of them late, counted by the database."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from models.triage import TriageItem
from participation.rules.desk import was_in_time
from participation.rules.gate import Outcome, Priority


def decided_between(
    since: datetime, until: datetime, *conditions: sa.ColumnElement[bool]
) -> tuple[Counter[Outcome], int]:
    """(how many of each outcome, how many of all of them late) in [since, until). Two queries.

    What may be urgent has two clocks, and only the one that ran last is kept: those few are fetched and worked out.
    """
    within = (
        TriageItem.outcome.is_not(None), TriageItem.decided_at >= since, TriageItem.decided_at < until, *conditions
    )  # fmt: skip
    query = sa.select(TriageItem.outcome, sa.func.count(), sa.func.sum(sa.case((_late(), 1), else_=0)))
    rows = db.session.execute(query.where(*within).group_by(TriageItem.outcome)).all()
    counts = Counter({outcome: many for outcome, many, _ in rows if outcome is not None})
    return counts, sum(late for *_, late in rows) + _urgent_and_late(within)


def _late() -> sa.ColumnElement[bool]:
    """Of what is not urgent: its one clock, a working day, ran out before it was read or decided."""
    due = TriageItem.due_at
    return sa.and_(
        TriageItem.priority != Priority.HIGH,
        sa.or_(TriageItem.decided_at > due, TriageItem.first_read_at > due),
    )


def _urgent_and_late(within: tuple[sa.ColumnElement[bool], ...]) -> int:
    query = sa.select(TriageItem.held_at, TriageItem.first_read_at, TriageItem.decided_at)
    rows = db.session.execute(query.where(*within, TriageItem.priority == Priority.HIGH))
    return sum(not was_in_time(Priority.HIGH, held, read, decided) for held, read, decided in rows if decided)

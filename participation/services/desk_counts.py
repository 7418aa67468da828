"""How many items the safeguarding desk decided in a period, and how many of them late, counted by the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from models.triage import TriageItem
from participation.rules.desk import was_in_time
from participation.rules.gate import Outcome, Priority


@dataclass
class Decided:
    """What the desk decided: how many of each outcome, and how many of all of them late."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    late: int = 0


def decided_between(
    since: datetime, until: datetime, *conditions: sa.ColumnElement[bool]
) -> tuple[Counter[Outcome], int]:
    """(how many of each outcome, how many of all of them late) in [since, until). Two queries."""
    areas = decided_by_area(since, until, *conditions).values()
    return sum((one.outcomes for one in areas), Counter()), sum(one.late for one in areas)


def decided_by_area(
    since: datetime, until: datetime, *conditions: sa.ColumnElement[bool]
) -> dict[int | None, Decided]:
    """The same of each area (None: of no area). Two queries.

    What may be urgent has two clocks, and only the one that ran last is kept: those few are fetched and worked out.
    """
    within = (
        TriageItem.outcome.is_not(None), TriageItem.decided_at >= since, TriageItem.decided_at < until, *conditions
    )  # fmt: skip
    area = TriageItem.area_id
    query = sa.select(area, TriageItem.outcome, sa.func.count(), sa.func.sum(sa.case((_late(), 1), else_=0)))
    found: defaultdict[int | None, Decided] = defaultdict(Decided)
    for area_id, outcome, many, late in db.session.execute(
        query.where(*within).group_by(area, TriageItem.outcome)
    ):
        found[area_id].outcomes[outcome] += many
        found[area_id].late += int(late)
    for area_id in _urgent_and_late(within):
        found[area_id].late += 1
    return found


def _late() -> sa.ColumnElement[bool]:
    """Of what is not urgent: its one clock, a working day, ran out before it was read or decided."""
    due = TriageItem.due_at
    return sa.and_(
        TriageItem.priority != Priority.HIGH,
        sa.or_(TriageItem.decided_at > due, TriageItem.first_read_at > due),
    )


def _urgent_and_late(within: tuple[sa.ColumnElement[bool], ...]) -> list[int | None]:
    """The area of each one."""
    query = sa.select(TriageItem.area_id, TriageItem.held_at, TriageItem.first_read_at, TriageItem.decided_at)
    rows = db.session.execute(query.where(*within, TriageItem.priority == Priority.HIGH))
    return [
        area_id
        for area_id, held, read, decided in rows
        if decided and not was_in_time(Priority.HIGH, held, read, decided)
    ]

"""Keeping to the schedule: what is due, what is coming, and erasing it. Runs again, late or twice without harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app import audit
from app.db import db
from models.people import SignIn
from participation.rules.people import Actor
from participation.rules.retention import SCHEDULE, Kept, Rule, Why
from participation.services import erasure, holds
from participation.services.retention_kinds import KINDS, Kind

MOST_AT_ONCE = 500  # of each kind in one run, so that no run holds the database long; the next one goes on
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One kind of record at one moment: how many are due, are held, come within a month, and when the first is due."""

    kept: Kept
    rule: Rule
    due: int
    soon: int
    held: int
    first: datetime | None


def report(now: datetime) -> list[Line]:
    """The dry run: what a run at `now` would erase, what holds stop, and what comes within a month."""
    return [_line(kept, rule, now) for kept, rule in SCHEDULE.items()]


def run_due(now: datetime) -> str:
    """Erase what is due and not held. For the scheduler."""
    gone = {kept: many for kept in SCHEDULE if (many := _run(kept, now))}
    if not gone:
        return "Nothing was due."
    counts = {str(kept): many for kept, many in gone.items()}
    audit.record("retention.kept_to", ("Retention", "schedule"), actor=Actor.system(), **counts)
    return (
        "Erased "
        + ", ".join(f"{many} of “{SCHEDULE[kept].what.lower()}”" for kept, many in gone.items())
        + "."
    )


def _run(kept: Kept, now: datetime) -> int:
    kind, rule = KINDS[kept], SCHEDULE[kept]
    found = _due(kind, rule, now).limit(MOST_AT_ONCE)
    if kind.erases is None:
        keys = list(db.session.scalars(found))
        db.session.execute(sa.delete(SignIn).where(SignIn.token_digest.in_(keys)))
        return len(keys)
    return sum(
        erasure.erase(kind.erases, public_id, Why.SCHEDULE) for public_id in list(db.session.scalars(found))
    )


def _line(kept: Kept, rule: Rule, now: datetime) -> Line:
    kind = KINDS[kept]
    due, soon = (_count(_due(kind, rule, at)) for at in (now, now + SOON))
    held = _count(_due(kind, rule, now, held=True)) - due if kind.held_as else 0
    begun = kind.found().subquery()
    first = db.session.scalar(sa.select(sa.func.min(begun.c.begun)))
    return Line(kept, rule, due, soon - due, held, rule.over_at(first) if first else None)


def _due(kind: Kind, rule: Rule, now: datetime, *, held: bool = False) -> sa.Select[Any]:
    """The ids of what is over, oldest first, without what is held (or with it)."""
    rows = kind.found().subquery()
    query = sa.select(rows.c.id).order_by(rows.c.begun, rows.c.id)
    before = rule.begun_before(now)
    if before is not None:
        query = query.where(rows.c.begun < before)
    if kind.held_as is not None and not held:
        query = query.where(rows.c.id.not_in(holds.held_ids(kind.held_as)))
    return query


def _count(query: sa.Select[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0

"""The lease: one row that says which process may run jobs. A dead holder is replaced when its lease ends."""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.db import db
from models.jobs import SchedulerLease

NAME = "scheduler"
LASTS = timedelta(seconds=30)


def new_holder() -> str:
    """A name for this process that no other process has or had."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def take(holder: str, now: datetime) -> bool:
    """Take or renew the lease for `holder`; False while somebody else's has not ended. Needs a unit of work.

    Writers are one at a time on both databases, so the check and the write cannot be split.
    """
    mine_or_free = sa.or_(SchedulerLease.holder == holder, SchedulerLease.until <= now)
    changed = db.session.connection().execute(
        sa.update(SchedulerLease)
        .where(SchedulerLease.name == NAME, mine_or_free)
        .values(holder=holder, until=now + LASTS)
    )
    if changed.rowcount:
        return True
    if db.session.scalar(sa.select(SchedulerLease.name).where(SchedulerLease.name == NAME)):
        return False
    db.session.add(SchedulerLease(name=NAME, holder=holder, until=now + LASTS))
    db.session.flush()
    return True


def give_back(holder: str, now: datetime) -> None:
    """End `holder`'s lease, so that a process stopped tidily is replaced at once. Needs a unit of work."""
    db.session.execute(
        sa.update(SchedulerLease)
        .where(SchedulerLease.name == NAME, SchedulerLease.holder == holder)
        .values(until=now)
    )


def held_until(now: datetime) -> datetime | None:
    """When the present holder's lease ends; None when nobody holds one."""
    return db.session.scalar(
        sa.select(SchedulerLease.until).where(SchedulerLease.name == NAME, SchedulerLease.until > now)
    )

"""What the scheduler keeps: who runs it now, which slots have happened, and letters waiting to go."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key


class SchedulerLease(Base):
    """The one row that says which process may run jobs, and until when."""

    __tablename__ = "scheduler_leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class JobRun(Base):
    """One slot of one job. The key makes each slot happen once, whoever tries."""

    __tablename__ = "job_runs"

    name: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")


class OutboxMessage(Base):
    """A letter written in the same transaction as its cause; a job sends it. The key stops a second copy."""

    __tablename__ = "outbox_messages"

    id: Mapped[Key]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    to_user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)

"""What the scheduler keeps: who runs it now, which slots have happened, and letters waiting to go."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key, PublicId, Worded
from participation.rules.letters import LetterKind, Way


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


class OutboxMessage(PublicId, Base):
    """A letter written in the same transaction as its cause: a notice on its reader's page, and perhaps an e-mail.

    The dedupe key stops a second copy. `way` is chosen once, from what the reader wants; a claim says that a process
    is handing it to the mail server now, so that no two do.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        sa.Index("ix_outbox_messages_to_go", "way", "sent_at", "refused_at", "next_try_at"),
        sa.Index("ix_outbox_messages_of_reader", "to_user_id", "created_at"),
    )

    id: Mapped[Key]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    to_user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    kind: Mapped[LetterKind] = mapped_column(Worded(LetterKind), default=LetterKind.OTHER)
    subject: Mapped[str]
    body: Mapped[str]
    path: Mapped[str] = mapped_column(default="")  # where on our pages it is about, like /rounds/abc
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    way: Mapped[Way | None] = mapped_column(Worded(Way))
    gathered_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    refused_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")  # why the last try did not work; never an address
    tries: Mapped[int] = mapped_column(default=0)

"""What waits at the gate: the item, the sealed words, who is shut out, and each decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Area
from participation.rules.desk import Clock, FollowUp, Rung
from participation.rules.gate import Letting, Outcome, Priority, WordsKind


class TriageItem(PublicId, Base):
    """Words that wait for a safeguarding decision, or have had one.

    `words_of` is the public id of the record they belong to. When that record's words change they are held again
    as a new item, and only the newest counts (`is_latest`). `raised_by` holds reason codes, never words. `due_at` is
    the clock that runs now: reading what may be urgent starts the next one. `escalate_at`: when others are called.
    """

    __tablename__ = "triage_items"
    __table_args__ = (
        sa.Index("ix_triage_items_words", "kind", "words_of", "is_latest"),
        sa.Index("ix_triage_items_words_of", "words_of", "is_latest"),
        sa.Index("ix_triage_items_outcome", "outcome", "decided_at"),
        sa.Index(
            "ix_triage_items_decided",
            "decided_at",
            sqlite_where=sa.text("outcome IS NOT NULL"),
            postgresql_where=sa.text("outcome IS NOT NULL"),
        ),
        sa.Index(
            "ix_triage_items_queue",
            "priority",
            "due_at",
            "id",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    kind: Mapped[WordsKind] = mapped_column(Worded(WordsKind))
    words_of: Mapped[str] = mapped_column(sa.String(12))
    is_latest: Mapped[bool] = mapped_column(default=True)
    written_by: Mapped[str | None] = mapped_column(
        sa.String(12)
    )  # a person's public id; feedback never has one
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    priority: Mapped[Priority] = mapped_column(Worded(Priority))
    raised_by: Mapped[list[Any]]
    held_at: Mapped[datetime]
    due_at: Mapped[datetime]
    first_read_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    escalate_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(Worded(Outcome))
    released_at: Mapped[datetime | None] = mapped_column(index=True)
    released_version: Mapped[int | None]

    area: Mapped[Area | None] = relationship()
    shut_outs: Mapped[list[ShutOut]] = relationship(back_populates="item")
    decisions: Mapped[list[TriageDecision]] = relationship(
        back_populates="item", order_by="TriageDecision.id"
    )
    escalations: Mapped[list[Escalation]] = relationship(order_by="Escalation.id")
    follow_ups: Mapped[list[TriageFollowUp]] = relationship(order_by="TriageFollowUp.id")


class SealedWords(Base):
    """One text of one item in one version, sealed. Version 1 is what was said, word for word; it never changes."""

    __tablename__ = "sealed_words"
    __table_args__ = (sa.UniqueConstraint("item_id", "field", "version"),)

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"))
    field: Mapped[str] = mapped_column(sa.String(40))
    version: Mapped[int]
    sealed: Mapped[bytes]
    sealed_at: Mapped[datetime]


class ShutOut(Base):
    """Somebody at the desk whom this item is about, and who therefore cannot see it."""

    __tablename__ = "triage_shut_outs"
    __table_args__ = (sa.UniqueConstraint("item_id", "user_id"),)

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    item: Mapped[TriageItem] = relationship(back_populates="shut_outs")
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class TriageDecision(PublicId, Base):
    """One decision about one item. A later decision is a new row; none is ever changed. What was written is sealed."""

    __tablename__ = "triage_decisions"

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(Worded(Outcome))
    letting: Mapped[Letting] = mapped_column(Worded(Letting))
    reference: Mapped[str] = mapped_column(default="")
    rationale: Mapped[bytes]
    for_harmed: Mapped[bytes | None]
    for_other: Mapped[bytes | None]
    stays: Mapped[bytes | None]  # what was marked and left in on purpose
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    item: Mapped[TriageItem] = relationship(back_populates="decisions")
    by: Mapped[User] = relationship()


class Escalation(Base):
    """One time the next person was called, because a clock ran out. Each rung once for each clock of an item."""

    __tablename__ = "triage_escalations"
    __table_args__ = (sa.UniqueConstraint("item_id", "clock", "rung"),)

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"))
    clock: Mapped[Clock] = mapped_column(Worded(Clock))
    rung: Mapped[Rung] = mapped_column(Worded(Rung))
    at: Mapped[datetime]


class TriageFollowUp(Base):
    """What happened after something was passed on, and on which day. Each once for an item."""

    __tablename__ = "triage_follow_ups"
    __table_args__ = (sa.UniqueConstraint("item_id", "kind"),)

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"))
    kind: Mapped[FollowUp] = mapped_column(Worded(FollowUp))
    happened_on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    by: Mapped[User] = relationship()

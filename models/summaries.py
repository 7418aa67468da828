"""Governance summaries. The facts are frozen from the start; once published, nothing in the row can change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from governance.rules.summaries import SummaryState
from models.people import User
from models.places import Body

COMPLETE = "approved_by_id IS NOT NULL AND published_at IS NOT NULL AND audit_head IS NOT NULL"


class Summary(PublicId, Base):
    """One body's account of one period [since, until). `officer` and `child` are the two versions as composed."""

    __tablename__ = "summaries"
    __table_args__ = (
        sa.UniqueConstraint("body_id", "slot"),  # each slot is cut once, whoever tries
        sa.CheckConstraint("since < until", name="period"),
        sa.CheckConstraint("approved_by_id <> compiled_by_id", name="two_people"),
        sa.CheckConstraint(f"state <> 'published' OR ({COMPLETE})", name="published_whole"),
        sa.Index("ix_summaries_state_published_at", "state", "published_at"),
    )

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    slot: Mapped[str] = mapped_column(sa.String(40))
    since: Mapped[datetime]
    until: Mapped[datetime]
    facts: Mapped[list[Any]]
    officer: Mapped[dict[str, Any]]
    child: Mapped[dict[str, Any]]
    state: Mapped[SummaryState] = mapped_column(Worded(SummaryState), default=SummaryState.DRAFTED)
    introduction: Mapped[str] = mapped_column(default="")
    introduction_for_children: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime]
    compiled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    sent_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    audit_head: Mapped[str | None] = mapped_column(sa.String(64))
    audit_length: Mapped[int | None]

    body: Mapped[Body] = relationship()
    compiled_by: Mapped[User | None] = relationship(foreign_keys=[compiled_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    comments: Mapped[list[SummaryComment]] = relationship(order_by="SummaryComment.id")


class SummaryComment(Base):
    """A remark on a draft by somebody who works on it. Never part of what is published."""

    __tablename__ = "summary_comments"

    id: Mapped[Key]
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summaries.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    words: Mapped[str]
    at: Mapped[datetime]

    by: Mapped[User] = relationship()

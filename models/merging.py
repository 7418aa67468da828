"""Joining two ideas: the asking, and each author's yes or no."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.merging import MergeState
from models.people import User
from models.proposals import Proposal


class Merge(PublicId, Base):
    """Two ideas that might become one. `merged_id` is the joined idea, once every author has said yes."""

    __tablename__ = "merges"

    id: Mapped[Key]
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    state: Mapped[MergeState] = mapped_column(Worded(MergeState))
    ended_at: Mapped[datetime | None]
    merged_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposals.id"), index=True)

    one: Mapped[Proposal] = relationship(foreign_keys=[one_id])
    other: Mapped[Proposal] = relationship(foreign_keys=[other_id])
    merged: Mapped[Proposal | None] = relationship(foreign_keys=[merged_id])
    answers: Mapped[list[MergeAnswer]] = relationship(order_by="MergeAnswer.id")


class MergeAnswer(Base):
    """One author's yes or no to joining. Append-only, one each."""

    __tablename__ = "merge_answers"
    __table_args__ = (sa.UniqueConstraint("merge_id", "user_id"),)

    id: Mapped[Key]
    merge_id: Mapped[int] = mapped_column(sa.ForeignKey("merges.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    yes: Mapped[bool]
    at: Mapped[datetime]

    user: Mapped[User] = relationship()

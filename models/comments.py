"""Questions, comments and answers about an idea. Their words are only at the gate, never in this table."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.comments import CommentKind, Moderation
from models.people import User
from models.proposals import Proposal


class Comment(PublicId, Base):
    """Something said about an idea: who, when, what a moderator decided. `answers_id` is the question it answers."""

    __tablename__ = "comments"
    __table_args__ = (
        sa.Index("ix_comments_proposal_id_moderation", "proposal_id", "moderation"),
        sa.Index("ix_comments_moderation_at", "moderation", "at"),
    )

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    answers_id: Mapped[int | None] = mapped_column(sa.ForeignKey("comments.id"), index=True)
    kind: Mapped[CommentKind] = mapped_column(Worded(CommentKind))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    moderation: Mapped[Moderation] = mapped_column(Worded(Moderation))
    moderated_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    moderated_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    proposal: Mapped[Proposal] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])

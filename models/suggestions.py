"""Suggestions: a change to one part of an idea. The new words and the reason are only at the gate."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.suggestions import Part, SuggestionState
from models.people import User
from models.proposals import Proposal


class Suggestion(PublicId, Base):
    """A change suggested to one part as it stood in one version. `made_version` is the version it became part of."""

    __tablename__ = "suggestions"
    __table_args__ = (sa.Index("ix_suggestions_proposal_id_state", "proposal_id", "state"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    version: Mapped[int]
    part: Mapped[Part] = mapped_column(Worded(Part))
    before: Mapped[str]  # the words of that version, which were let through
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    state: Mapped[SuggestionState] = mapped_column(Worded(SuggestionState))
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]
    has_reason: Mapped[bool] = mapped_column(
        default=False
    )  # the authors' reason waits at the gate as a draft's words
    made_version: Mapped[int | None]

    proposal: Mapped[Proposal] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

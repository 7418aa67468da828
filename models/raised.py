"""What young advisors raise with a senior leader, and the group talk of their panel."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Team
from participation.rules.responses import AnswerKind


class Raised(PublicId, Base):
    """One item raised with one leader. Its words are only at the gate; it is answered once."""

    __tablename__ = "raised_items"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[AnswerKind | None] = mapped_column(Worded(AnswerKind))
    answer: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    by_when: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    to: Mapped[User] = relationship(foreign_keys=to_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)


class PanelPost(PublicId, Base):
    """Something said to a whole panel; nobody can write to one person. Words are at the gate only. Append-only."""

    __tablename__ = "panel_posts"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()

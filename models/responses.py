"""Answers given back. Only ever added to: a promise kept later is a second answer."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.themes import Theme
from participation.rules.responses import AnswerKind


class Answer(PublicId, Base):
    """One answer to one theme, for adults and for the children who spoke. `is_latest` marks the one that counts now."""

    __tablename__ = "answers"
    __table_args__ = (sa.Index("ix_answers_theme_latest", "theme_id", "is_latest"),)

    id: Mapped[Key]
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"))
    kind: Mapped[AnswerKind] = mapped_column(Worded(AnswerKind))
    words: Mapped[str]
    child_words: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    by_when: Mapped[date | None]
    given_at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    is_latest: Mapped[bool] = mapped_column(default=True)

    theme: Mapped[Theme] = relationship()
    by: Mapped[User] = relationship()

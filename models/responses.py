"""Answers given back. Only ever added to: a promise kept later is a second answer."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.themes import Theme
from participation.rules.responses import AnswerKind, Influence
from participation.rules.telling import Way


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
    influence: Mapped[Influence | None] = mapped_column(
        Worded(Influence)
    )  # None: passed on, or before it was asked
    passed_to: Mapped[str] = mapped_column(default="")

    theme: Mapped[Theme] = relationship()
    by: Mapped[User] = relationship()


class ThemePass(Base):
    """A theme went from one person to another (or, with no `to_id`, to somebody outside). Its clock went with it."""

    __tablename__ = "theme_passes"

    id: Mapped[Key]
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"), index=True)
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class Telling(PublicId, Base):
    """Somebody told the children what was answered, beyond the come-back page: a group, a poster, in person."""

    __tablename__ = "tellings"

    id: Mapped[Key]
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answers.id"), index=True)
    way: Mapped[Way] = mapped_column(Worded(Way))
    to_whom: Mapped[str]
    told_on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    by: Mapped[User] = relationship()

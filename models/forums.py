"""Forums of young people: their rhythm, agenda, notes, and who was there."""

from __future__ import annotations

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Team
from participation.rules.forums import Rhythm


class Forum(PublicId, Base):
    """A meeting that comes round, of one panel."""

    __tablename__ = "forums"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    name: Mapped[str]
    rhythm: Mapped[Rhythm] = mapped_column(Worded(Rhythm))
    first_on: Mapped[date]
    at: Mapped[time]
    minutes: Mapped[int]
    place: Mapped[str]
    in_term: Mapped[bool]
    made_at: Mapped[datetime]
    ended_on: Mapped[date | None]

    team: Mapped[Team] = relationship()


class ForumOff(Base):
    """A day on which a forum does not meet, and why. Append-only."""

    __tablename__ = "forum_offs"
    __table_args__ = (sa.UniqueConstraint("forum_id", "on"),)

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(sa.ForeignKey("forums.id"))
    on: Mapped[date]
    why: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class ForumWords(PublicId, Base):
    """An item for a day's agenda, or a note of what was said there. The words are at the gate only. Append-only."""

    __tablename__ = "forum_words"
    __table_args__ = (sa.Index("ix_forum_words_forum_id_on", "forum_id", "on"),)

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(sa.ForeignKey("forums.id"))
    on: Mapped[date]
    is_note: Mapped[bool]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class ForumThere(Base):
    """Somebody of the panel who was there; read on the panel only."""

    __tablename__ = "forum_theres"
    __table_args__ = (sa.UniqueConstraint("forum_id", "on", "user_id"),)

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(sa.ForeignKey("forums.id"))
    on: Mapped[date]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)

    user: Mapped[User] = relationship()

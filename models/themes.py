"""Themes: released words put together, and the person who can act on them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Area
from participation.rules.themes import Shanarri, ThemeState


class Theme(PublicId, Base):
    """What several people said, as one thing somebody can act on."""

    __tablename__ = "themes"
    __table_args__ = (sa.Index("ix_themes_responder_state", "responder_id", "state"),)

    id: Mapped[Key]
    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    part: Mapped[Shanarri] = mapped_column(Worded(Shanarri))
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    state: Mapped[ThemeState] = mapped_column(Worded(ThemeState), default=ThemeState.GATHERING)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    responder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    sent_at: Mapped[datetime | None]
    acknowledge_by: Mapped[date | None]
    due_on: Mapped[date | None]
    acknowledged_at: Mapped[datetime | None]

    area: Mapped[Area | None] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])
    responder: Mapped[User | None] = relationship(foreign_keys=[responder_id])


class ThemeItem(Base):
    """One piece of released feedback in one theme."""

    __tablename__ = "theme_items"

    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"), primary_key=True)
    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True, index=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

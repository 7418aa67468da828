"""Themes: released words put together, and the person who can act on them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from models.places import Area
from participation.rules.themes import Framework, Placed, Shanarri, Shift, ThemeState


class Theme(PublicId, Base):
    """What several people said, as one thing somebody can act on."""

    __tablename__ = "themes"
    __table_args__ = (
        sa.Index("ix_themes_responder_state", "responder_id", "state"),
        sa.Index("ix_themes_made", "made_at", "id"),
        sa.Index("ix_themes_state_made", "state", "made_at", "id"),
    )

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
    framework: Mapped[Framework | None] = mapped_column(Worded(Framework))
    shift: Mapped[Shift | None] = mapped_column(Worded(Shift))
    worded_at: Mapped[
        datetime | None
    ]  # when its title, or what was checked, last changed; checks count from then
    sent_checked: Mapped[str] = mapped_column(
        sa.String(40), default=""
    )  # how the check stood when it was sent
    why_anyway: Mapped[str] = mapped_column(
        default=""
    )  # what young advisors were told when it went in spite of them

    area: Mapped[Area | None] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])
    responder: Mapped[User | None] = relationship(foreign_keys=[responder_id])


class ThemeItem(Base):
    """One piece of released feedback in one theme. `differs`: it sees the matter another way, and is kept as that."""

    __tablename__ = "theme_items"

    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"), primary_key=True)
    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True, index=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    placed: Mapped[Placed] = mapped_column(Worded(Placed), default=Placed.BY_HAND)
    differs: Mapped[bool] = mapped_column(default=False)


class NotInTheme(Base):
    """A person said that a suggested piece does not belong in a theme, so it is not suggested there again."""

    __tablename__ = "not_in_theme"

    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("themes.id"), primary_key=True)
    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

"""The desk itself: days its people are away, and each time somebody asked to break the glass."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId
from models.people import User
from models.triage import TriageItem


class DeskAway(PublicId, Base):
    """Days somebody at the desk is away: from `first` until they are `back`. Taken back, it counts no more."""

    __tablename__ = "desk_away"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    first: Mapped[date]
    back: Mapped[date] = mapped_column(index=True)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    taken_back_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])


class GlassAsked(PublicId, Base):
    """An administrator asked to read one item, and what a second person said. The reason is sealed.

    `shut_at`: somebody shut it before its half hour was over. It is never opened again.
    """

    __tablename__ = "glass_asked"

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("triage_items.id"), index=True)
    reason: Mapped[bytes]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    opened_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    shut_at: Mapped[datetime | None]
    shut_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    item: Mapped[TriageItem] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    shut_by: Mapped[User | None] = relationship(foreign_keys=[shut_by_id])

"""Listenings: a question, a place, who may answer, and between which moments."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId
from models.people import User
from models.places import Area
from participation.rules.people import AgeBand
from participation.rules.ways import USUAL, Way


class Listening(PublicId, Base):
    """One question put to people, reached by the two words of its `code` (on the poster and in the link)."""

    __tablename__ = "listenings"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    question: Mapped[str]
    more_question: Mapped[str] = mapped_column(default="")
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    group: Mapped[str] = mapped_column(sa.String(80), default="")  # who is asked: "Year 5 at Quay School"
    ways: Mapped[list[Any]] = mapped_column(default=lambda: [str(way) for way in USUAL])
    age_bands: Mapped[list[Any]] = mapped_column(default=list)  # empty: every age
    statements: Mapped[list[Any]] = mapped_column(default=list)
    for_children: Mapped[bool] = mapped_column(default=True)
    for_parents: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    area: Mapped[Area | None] = relationship()
    made_by: Mapped[User] = relationship()

    @property
    def last_moment(self) -> datetime:
        """The last second it is open: people say "until the 20th", not until midnight as the 21st begins."""
        return self.closes_at - timedelta(seconds=1)

    @property
    def offers(self) -> tuple[Way, ...]:
        """The ways to say it that are offered."""
        return tuple(Way(way) for way in self.ways)

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """The ages it is for; none: every age."""
        return tuple(AgeBand(band) for band in self.age_bands)

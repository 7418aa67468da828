"""The quiet times before elections, when the council does not publicise itself."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId
from models.places import Team


class ElectionPeriod(PublicId, Base):
    """From the notice of an election to the day of the vote, for one team's area or (without one) everywhere."""

    __tablename__ = "election_periods"
    __table_args__ = (sa.CheckConstraint("starts_on <= polls_on", name="in_order"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(sa.String(80))
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    starts_on: Mapped[date]
    polls_on: Mapped[date] = mapped_column(index=True)
    set_by: Mapped[str]
    set_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None]
    lifted_why: Mapped[str | None]

    team: Mapped[Team | None] = relationship()

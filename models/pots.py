"""Funds (where money comes from) and pots (who may decide on it, in which year, for which areas)."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotState
from commissioning.rules.pots_life import Life
from models.places import Area, Team


class Fund(PublicId, Base):
    """A source of money with a name of its own, such as Wellbeing or the Community Infrastructure Levy."""

    __tablename__ = "funds"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(default="")
    source: Mapped[str | None]  # who gives it and on what terms, as residents may read it


class Pot(PublicId, Base):
    """Money one team may recommend on: one fund, one financial year, one lawful decision route."""

    __tablename__ = "pots"
    __table_args__ = (
        sa.UniqueConstraint("team_id", "name", "financial_year"),
        sa.CheckConstraint("max_award_pence IS NULL OR max_award_pence > 0", name="limit_is_money"),
    )

    id: Mapped[Key]
    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    fund_id: Mapped[int] = mapped_column(sa.ForeignKey("funds.id"), index=True)
    decision_route: Mapped[DecisionRoute] = mapped_column(Worded(DecisionRoute))
    decided_by: Mapped[str]  # the post, committee or organisation that decides, by name
    financial_year: Mapped[str]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    ring_fence: Mapped[str] = mapped_column(default="")
    max_award_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    state: Mapped[PotState] = mapped_column(Worded(PotState), default=PotState.DRAFT, index=True)
    created_at: Mapped[datetime]

    team: Mapped[Team] = relationship()
    fund: Mapped[Fund] = relationship()
    lines: Mapped[list[PotLine]] = relationship(back_populates="pot", order_by="PotLine.id")

    @property
    def life(self) -> Life:
        """Its state and days, for asking what it may do today."""
        return Life(self.state, self.opens_on, self.closes_on)


class PotLine(Base):
    """One area's share of a pot; no area means the share is for the whole team."""

    __tablename__ = "pot_lines"
    __table_args__ = (sa.UniqueConstraint("pot_id", "area_id"),)

    id: Mapped[Key]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"))
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)

    pot: Mapped[Pot] = relationship(back_populates="lines")
    area: Mapped[Area | None] = relationship()

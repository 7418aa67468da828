"""Who has been heard: the place's figures, counts of what people say of themselves, what was shown, and the plans."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from participation.rules.reach import Dimension


class PopulationFigure(PublicId, Base):
    """How many live here, of one group, from a named source. The newest of a group counts; earlier ones stay."""

    __tablename__ = "population_figures"
    __table_args__ = (sa.Index("ix_population_figures_group", "dimension", "name"),)

    id: Mapped[Key]
    dimension: Mapped[Dimension] = mapped_column(Worded(Dimension))
    name: Mapped[str] = mapped_column(sa.String(80))
    number: Mapped[int]
    source: Mapped[str]
    as_of: Mapped[date]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))


class ReachCount(Base):
    """How many said so of themselves in one listening. Only ever a count: it is tied to nothing that was said."""

    __tablename__ = "reach_counts"

    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"), primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(Worded(Dimension), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    quarter: Mapped[date] = mapped_column(primary_key=True)  # the first day after the quarter it was said in
    many: Mapped[int]


class ReachShown(Base):
    """What is shown of a group from a quarter's end on: everybody of it since the beginning, in steps of five."""

    __tablename__ = "reach_shown"

    until: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(Worded(Dimension), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    many: Mapped[int]


class ReachPlan(PublicId, Base):
    """What will be done so that a group is heard. The newest of a group counts."""

    __tablename__ = "reach_plans"
    __table_args__ = (sa.Index("ix_reach_plans_group", "dimension", "name"),)

    id: Mapped[Key]
    dimension: Mapped[Dimension] = mapped_column(Worded(Dimension))
    name: Mapped[str] = mapped_column(sa.String(80))
    words: Mapped[str]
    by_when: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    by: Mapped[User] = relationship()

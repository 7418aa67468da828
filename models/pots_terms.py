"""A pot's structured rules, what is counted about areas, allocations by formula, and match."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.allocation import FigureKind, Formula
from commissioning.rules.match import MatchKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots_terms import Applicants, CarryRule
from models.places import Area
from models.pots import Pot

pot_fences = sa.Table(
    "pot_fences",
    Base.metadata,
    sa.Column("pot_id", sa.ForeignKey("pot_terms.pot_id"), primary_key=True),
    sa.Column("area_id", sa.ForeignKey("areas.id"), primary_key=True),
)


class PotTerms(Base):
    """The rules of one pot. A pot without a row has none but its own most for an award."""

    __tablename__ = "pot_terms"
    __table_args__ = (
        sa.CheckConstraint("least_award_pence IS NULL OR least_award_pence > 0", name="least_is_money"),
        sa.CheckConstraint(
            "ages_from IS NULL OR ages_to IS NULL OR ages_from <= ages_to", name="ages_in_order"
        ),
        sa.CheckConstraint("match_percent BETWEEN 0 AND 100", name="match_is_a_part"),
        sa.CheckConstraint("hour_pence IS NULL OR hour_pence > 0", name="hour_is_money"),
        sa.CheckConstraint("pledged_pence IS NULL OR pledged_pence > 0", name="pledge_is_money"),
    )

    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), primary_key=True)
    least_award_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    ages_from: Mapped[int | None]
    ages_to: Mapped[int | None]
    applicants: Mapped[Applicants] = mapped_column(Worded(Applicants), default=Applicants.ANY)
    match_percent: Mapped[int] = mapped_column(default=0)
    hour_pence: Mapped[Pence | None] = mapped_column(PenceColumn())  # what a volunteer's hour counts for
    hour_source: Mapped[str] = mapped_column(default="")  # where that figure comes from
    carry: Mapped[CarryRule] = mapped_column(Worded(CarryRule), default=CarryRule.ASK)
    pledged_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    pledged_by: Mapped[str] = mapped_column(default="")

    pot: Mapped[Pot] = relationship()
    areas: Mapped[list[Area]] = relationship(secondary=pot_fences, order_by=Area.name)


class AreaFigure(Base):
    """One count about an area, with where it comes from and of when. Append-only: the newest of a kind counts."""

    __tablename__ = "area_figures"
    __table_args__ = (
        sa.CheckConstraint("value >= 0", name="counts_from_nought"),
        sa.Index("ix_area_figures_area_id_kind_as_of", "area_id", "kind", "as_of"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(sa.ForeignKey("areas.id"))
    kind: Mapped[FigureKind] = mapped_column(Worded(FigureKind))
    value: Mapped[int] = mapped_column(sa.BigInteger())
    source: Mapped[str]
    as_of: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]

    area: Mapped[Area] = relationship()


class Allocation(PublicId, Base):
    """A sum that was shared by formula: the whole working as it stood, and the ledger entry it made. Append-only."""

    __tablename__ = "allocations"

    id: Mapped[Key]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_entries.id"), unique=True)
    formula: Mapped[Formula] = mapped_column(Worded(Formula))
    total_pence: Mapped[Pence] = mapped_column(PenceColumn())
    working: Mapped[dict[str, Any]]
    sources: Mapped[list[Any]]  # a sentence for each source of the figures used
    at: Mapped[datetime]
    by_name: Mapped[str]

    pot: Mapped[Pot] = relationship()


class MatchOffer(PublicId, Base):
    """What a proposal's people say they bring beside the money, and what it counts for.

    It never changes; one written down wrongly is withdrawn, with why, and stays to be read.
    """

    __tablename__ = "match_offers"
    __table_args__ = (sa.CheckConstraint("value_pence > 0", name="is_worth_something"),)

    id: Mapped[Key]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    proposal_id: Mapped[str] = mapped_column(index=True)  # the proposal's public id
    kind: Mapped[MatchKind] = mapped_column(Worded(MatchKind))
    what: Mapped[str]
    minutes: Mapped[int | None]
    value_pence: Mapped[Pence] = mapped_column(PenceColumn())
    at: Mapped[datetime]
    by_name: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")

    shown: Mapped[list[MatchShown]] = relationship(back_populates="offer", order_by="MatchShown.id")


class MatchShown(Base):
    """Evidence that some of an offer of match really came. Append-only."""

    __tablename__ = "match_shown"
    __table_args__ = (sa.CheckConstraint("value_pence > 0", name="is_worth_something"),)

    id: Mapped[Key]
    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("match_offers.id"), index=True)
    minutes: Mapped[int | None]
    value_pence: Mapped[Pence] = mapped_column(PenceColumn())
    evidence: Mapped[str]
    came_on: Mapped[date]
    at: Mapped[datetime]
    by_name: Mapped[str]

    offer: Mapped[MatchOffer] = relationship(back_populates="shown")

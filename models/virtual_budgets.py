"""Virtual budgets: the shared purpose, partners' own lines and years, changes, shortfalls, signs, reviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import BudgetAction, BudgetState
from models.organisations import Organisation
from models.pots import Pot


class VirtualBudget(PublicId, Base):
    """A shared purpose over some financial years. It has no total of its own: totals are sums of lines."""

    __tablename__ = "virtual_budgets"
    __table_args__ = (sa.CheckConstraint("how_many BETWEEN 1 AND 10", name="years"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[str]
    first_year: Mapped[str]
    how_many: Mapped[int]
    notice_days: Mapped[int]
    state: Mapped[BudgetState] = mapped_column(Worded(BudgetState), index=True)
    pot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pots.id"))  # whose books carry the pledges
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    made_at: Mapped[datetime]

    pot: Mapped[Pot | None] = relationship()
    lines: Mapped[list[VirtualLine]] = relationship(back_populates="budget", order_by="VirtualLine.id")


class VirtualLine(PublicId, Base):
    """One organisation's own line: who answers for it, who reports it, and who gains from what it pays."""

    __tablename__ = "virtual_lines"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "organisation_id"),
        sa.CheckConstraint("hundredths IS NULL OR hundredths BETWEEN 1 AND 10000", name="is_a_part"),
    )

    id: Mapped[Key]
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_budgets.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    owner: Mapped[str] = mapped_column(default="")  # the post that answers for this line
    reporter: Mapped[str] = mapped_column(default="")  # who reports it in law
    base_pence: Mapped[Pence | None] = mapped_column(PenceColumn())  # the yearly budget a percentage is of
    hundredths: Mapped[int | None]  # of one per cent; None when sums were pledged
    cost_here: Mapped[str] = mapped_column(default="")
    benefits: Mapped[str] = mapped_column(default="")  # who gains, in words
    pledged_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    pledged_at: Mapped[datetime | None]

    budget: Mapped[VirtualBudget] = relationship(back_populates="lines")
    organisation: Mapped[Organisation] = relationship()
    years: Mapped[list[VirtualYear]] = relationship(
        back_populates="line", order_by="VirtualYear.financial_year"
    )


class VirtualYear(Base):
    """What a line pledges for one financial year."""

    __tablename__ = "virtual_years"
    __table_args__ = (
        sa.UniqueConstraint("line_id", "financial_year"),
        sa.CheckConstraint("pledged_pence >= 0", name="is_money"),
    )

    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_lines.id"))
    financial_year: Mapped[str]
    pledged_pence: Mapped[Pence] = mapped_column(PenceColumn())

    line: Mapped[VirtualLine] = relationship(back_populates="years")


class VirtualChange(PublicId, Base):
    """Notice of a change to one's own line: from how much to how much, why, from which day, and when it was applied."""

    __tablename__ = "virtual_changes"
    __table_args__ = (sa.Index("ix_virtual_changes_due", "applied_at", "from_day"),)

    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_lines.id"), index=True)
    financial_year: Mapped[str]
    before_pence: Mapped[Pence] = mapped_column(PenceColumn())
    wanted_pence: Mapped[Pence] = mapped_column(PenceColumn())
    reason: Mapped[str]
    shortfall_owner: Mapped[str] = mapped_column(default="")
    from_day: Mapped[date]
    given_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    given_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]

    line: Mapped[VirtualLine] = relationship()


class VirtualShortfall(PublicId, Base):
    """What a cut left uncovered: promised already, and no longer pledged. Somebody by name makes it good."""

    __tablename__ = "virtual_shortfalls"
    __table_args__ = (sa.CheckConstraint("amount_pence > 0", name="is_money"),)

    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_lines.id"), index=True)
    change_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_changes.id"), unique=True)
    financial_year: Mapped[str]
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    owner: Mapped[str]
    found_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_how: Mapped[str] = mapped_column(default="")

    line: Mapped[VirtualLine] = relationship()


class VirtualIndicator(PublicId, Base):
    """A sign of the outcome: where it started, where it should be by which review, and who says so."""

    __tablename__ = "virtual_indicators"

    id: Mapped[Key]
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_budgets.id"), index=True)
    name: Mapped[str]
    baseline: Mapped[str]
    target: Mapped[str]
    source: Mapped[str]
    owner: Mapped[str]
    due_after: Mapped[int]  # 2, 5 or 10 years


class VirtualReview(PublicId, Base):
    """A review two, five or ten years on: what each sign said, and what was decided."""

    __tablename__ = "virtual_reviews"
    __table_args__ = (sa.UniqueConstraint("budget_id", "after"),)

    id: Mapped[Key]
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("virtual_budgets.id"))
    after: Mapped[int]
    statuses: Mapped[dict[str, Any]]  # an indicator's public id -> its status
    words: Mapped[str]
    action: Mapped[BudgetAction | None] = mapped_column(Worded(BudgetAction))
    reviewed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    reviewed_at: Mapped[datetime]

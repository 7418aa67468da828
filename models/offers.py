"""What was offered, version by version, who agreed to each, and the warnings an officer went on past."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.public_money import Instrument, MoneyRule
from models.awards import Award
from models.organisations import Organisation


class AwardTerms(PublicId, Base):
    """One version of an award's terms. Append-only: a variation is a new version, in force when both sides agree."""

    __tablename__ = "award_terms"
    __table_args__ = (
        sa.UniqueConstraint("award_id", "version"),
        sa.CheckConstraint("amount_pence > 0", name="is_money"),
        sa.CheckConstraint("ends_on > starts_on", name="ends_after_start"),
    )

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"))
    version: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    instrument: Mapped[Instrument] = mapped_column(Worded(Instrument))
    category: Mapped[MoneyRule | None] = mapped_column(Worded(MoneyRule))  # of a contract
    purpose: Mapped[str]  # in a word or two, the same each time: orders for one purpose are counted together
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    value_pence: Mapped[Pence] = mapped_column(PenceColumn())  # of a contract, including VAT
    conditions: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    report_by: Mapped[date]
    instalments: Mapped[list[Any]]  # [{"what", "pence", "due_on"}]: each against a milestone
    why: Mapped[str] = mapped_column(default="")  # of a variation
    by_recipient: Mapped[bool] = mapped_column(default=False)  # which side proposed it
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]

    award: Mapped[Award] = relationship()
    organisation: Mapped[Organisation] = relationship()
    agreements: Mapped[list[Agreement]] = relationship(back_populates="terms", order_by="Agreement.id")

    @property
    def parts(self) -> list[tuple[str, Pence, date | None]]:
        """The instalments: what for, how much, by which day."""
        return [
            (one["what"], Pence(one["pence"]), date.fromisoformat(one["due_on"]) if one["due_on"] else None)
            for one in self.instalments
        ]

    @property
    def sides(self) -> frozenset[bool]:
        """Which sides agreed: True is the recipient's."""
        return frozenset(one.by_recipient for one in self.agreements)


class Agreement(Base):
    """One side said yes to one version of the terms. Append-only."""

    __tablename__ = "award_agreements"
    __table_args__ = (sa.UniqueConstraint("terms_id", "by_recipient"),)

    id: Mapped[Key]
    terms_id: Mapped[int] = mapped_column(sa.ForeignKey("award_terms.id"))
    by_recipient: Mapped[bool]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    signed_by: Mapped[str]
    declared_pence: Mapped[Pence | None] = mapped_column(
        PenceColumn()
    )  # subsidies an enterprise had from others
    at: Mapped[datetime]

    terms: Mapped[AwardTerms] = relationship(back_populates="agreements")


class PassedWarning(Base):
    """A warning of the rules of public money that an officer read and went on past, with why. Append-only."""

    __tablename__ = "passed_warnings"

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"), index=True)
    key: Mapped[str]
    words: Mapped[str]
    sum_pence: Mapped[Pence] = mapped_column(PenceColumn())
    limit_pence: Mapped[Pence] = mapped_column(PenceColumn())
    why: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    by_name: Mapped[str]
    at: Mapped[datetime]


class DatedThreshold(Base):
    """A line the council added to the thresholds in law, from a day on. Append-only."""

    __tablename__ = "dated_thresholds"
    __table_args__ = (
        sa.UniqueConstraint("rule", "starts_on"),
        sa.CheckConstraint("amount_pence > 0", name="is_money"),
    )

    id: Mapped[Key]
    rule: Mapped[MoneyRule] = mapped_column(Worded(MoneyRule))
    starts_on: Mapped[date]
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    source: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]

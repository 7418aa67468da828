"""Comparisons of our books with the council's ledger. The figures never change; notes explain differences."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.reconcile import Verdict, Way
from models.ledger import LedgerEntry
from models.pots import Fund, Pot


class Reconciliation(PublicId, Base):
    """One file compared for one pot, or one fund, and one month."""

    __tablename__ = "reconciliations"
    __table_args__ = (
        sa.CheckConstraint("(pot_id IS NULL) <> (fund_id IS NULL)", name="one_pot_or_one_fund"),
    )

    id: Mapped[Key]
    pot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    fund_id: Mapped[int | None] = mapped_column(sa.ForeignKey("funds.id"), index=True)
    month: Mapped[date] = mapped_column(index=True)  # its first day
    file_name: Mapped[str]
    done_by: Mapped[str]
    done_name: Mapped[str]
    at: Mapped[datetime]

    pot: Mapped[Pot | None] = relationship()
    fund: Mapped[Fund | None] = relationship()
    rows: Mapped[list[ReconciliationRow]] = relationship(
        back_populates="reconciliation", order_by="ReconciliationRow.number"
    )


class ReconciliationRow(PublicId, Base):
    """One line of the outcome, as it was when compared."""

    __tablename__ = "reconciliation_rows"
    __table_args__ = (sa.UniqueConstraint("reconciliation_id", "number"),)

    id: Mapped[Key]
    reconciliation_id: Mapped[int] = mapped_column(sa.ForeignKey("reconciliations.id"))
    number: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(Worded(Verdict))
    way: Mapped[Way] = mapped_column(Worded(Way))
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ledger_entries.id"), index=True)
    our_day: Mapped[date | None]
    our_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    their_row: Mapped[int | None]
    their_day: Mapped[date | None]
    their_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    their_reference: Mapped[str] = mapped_column(default="")
    their_description: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str] = mapped_column(default="")
    noted_name: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime | None]

    reconciliation: Mapped[Reconciliation] = relationship(back_populates="rows")
    entry: Mapped[LedgerEntry | None] = relationship()

"""The double-entry ledger. Entries and lines are only ever added to; the database keeps the balances."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence


class Account(Base):
    """Where money can be. `balance_pence` is moved by a trigger alone, when a line is added (migration 003)."""

    __tablename__ = "accounts"
    __table_args__ = (
        sa.CheckConstraint("may_go_below_zero OR balance_pence >= 0", name="not_overdrawn"),
        sa.Index("ix_accounts_pot_id_kind", "pot_id", "kind"),
    )

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[AccountKind] = mapped_column(Worded(AccountKind))
    fund_id: Mapped[int | None] = mapped_column(sa.ForeignKey("funds.id"), index=True)
    pot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pots.id"))
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    award_id: Mapped[str | None] = mapped_column(index=True)  # the award's public id
    partner_id: Mapped[str | None] = mapped_column(
        index=True
    )  # a partner's public id, when the money is theirs
    may_go_below_zero: Mapped[bool] = mapped_column(default=False)
    balance_pence: Mapped[Pence] = mapped_column(PenceColumn(), default=0)
    last_line_id: Mapped[int] = mapped_column(sa.BigInteger(), default=0)  # the newest line in the balance


class LedgerEntry(PublicId, Base):
    """One movement of money with who, why and when. `dedupe_key` makes a retry find the first entry.

    `at` is when it was written, `day` the London day it is dated: the same day but for money that came in earlier.
    """

    __tablename__ = "ledger_entries"

    id: Mapped[Key]
    kind: Mapped[EntryKind] = mapped_column(Worded(EntryKind))
    reason: Mapped[str]
    actor_id: Mapped[str]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    day: Mapped[date] = mapped_column(index=True, server_default="1900-01-01")  # a trigger refuses that day
    confirmed_by: Mapped[str] = mapped_column(
        server_default="", default=""
    )  # the second person, where one is needed
    confirmed_name: Mapped[str] = mapped_column(server_default="", default="")
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    reverses_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ledger_entries.id"), unique=True)

    lines: Mapped[list[LedgerLine]] = relationship(back_populates="entry", order_by="LedgerLine.id")


class LedgerLine(Base):
    """One amount from one account to another, so each line sums to zero by itself. It belongs to one pot."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        sa.CheckConstraint("amount_pence BETWEEN 1 AND 100000000000", name="moves_something"),
        sa.CheckConstraint("from_account_id <> to_account_id", name="goes_somewhere"),
        sa.Index("ix_ledger_lines_pot_id_entry_id", "pot_id", "entry_id"),
    )

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_entries.id"), index=True)
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"))
    from_account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    to_account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())

    entry: Mapped[LedgerEntry] = relationship(back_populates="lines")
    from_account: Mapped[Account] = relationship(foreign_keys=[from_account_id])
    to_account: Mapped[Account] = relationship(foreign_keys=[to_account_id])

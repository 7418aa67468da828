"""Movements that wait for a second person, and the amount above which they have to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import HeldState
from models.ledger import LedgerEntry
from models.pots import Pot


class Held(PublicId, Base):
    """What one person proposed and another decides. Triggers keep it as proposed and decided once (migration 012)."""

    __tablename__ = "held_entries"
    __table_args__ = (
        sa.CheckConstraint("amount_pence >= 0", name="is_money"),
        sa.CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="another_person"),
        sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_when_decided"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(40))
    pot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    words: Mapped[str]  # what it will do, in one plain sentence
    reason: Mapped[str]
    payload: Mapped[dict[str, Any]]  # all that is needed to carry it out
    day: Mapped[date | None]  # the day it is dated, when that is not the day it is confirmed
    not_by: Mapped[list[Any]]  # public ids of others who may not be the second person
    proposed_by: Mapped[str]
    proposed_name: Mapped[str]
    proposed_at: Mapped[datetime]
    state: Mapped[HeldState] = mapped_column(Worded(HeldState), default=HeldState.WAITING, index=True)
    decided_by: Mapped[str] = mapped_column(default="")
    decided_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ledger_entries.id"))

    pot: Mapped[Pot | None] = relationship()
    entry: Mapped[LedgerEntry | None] = relationship()


class TwoPeopleAmount(Base):
    """From a day on, the amount above which two people are needed. Only ever added to."""

    __tablename__ = "two_people_amounts"
    __table_args__ = (sa.CheckConstraint("amount_pence >= 0", name="is_money"),)

    id: Mapped[Key]
    from_day: Mapped[date]
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    reason: Mapped[str]
    set_by: Mapped[str]
    confirmed_by: Mapped[str]
    at: Mapped[datetime]

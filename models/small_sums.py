"""Small sums: what a front-line worker asked for, what came of it, and the limits in force. No child is ever named."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import FamilyNeed, Helped, SmallSumState
from models.people import User
from models.places import Area
from models.pots import Pot
from participation.rules.themes import Shanarri


class FamilyReference(Base):
    """Two words and a number that stand for one family of one office; only the worker's own file says which."""

    __tablename__ = "family_references"

    id: Mapped[Key]
    words: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))


class SmallSumLimits(PublicId, Base):
    """The limits of one pot's small sums from one day on. Never changed: new limits are a new row."""

    __tablename__ = "small_sum_limits"
    __table_args__ = (
        sa.Index("ix_small_sum_limits_pot_id_starts_on", "pot_id", "starts_on"),
        sa.CheckConstraint(
            "0 < at_once_pence AND at_once_pence <= item_pence AND item_pence <= family_pence "
            "AND family_pence <= office_pence", name="in_order",
        ),
    )  # fmt: skip

    id: Mapped[Key]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"))
    starts_on: Mapped[date]
    at_once_pence: Mapped[Pence] = mapped_column(PenceColumn())
    item_pence: Mapped[Pence] = mapped_column(PenceColumn())
    family_pence: Mapped[Pence] = mapped_column(PenceColumn())
    office_pence: Mapped[Pence] = mapped_column(PenceColumn())
    set_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    set_at: Mapped[datetime]


class SmallSum(PublicId, Base):
    """One small thing for one goal. Its money is the ledger's, under this public id; `code` is the family's way in."""

    __tablename__ = "small_sums"
    __table_args__ = (
        sa.CheckConstraint("cost_pence > 0", name="is_money"),
        sa.CheckConstraint("spent_pence IS NULL OR spent_pence BETWEEN 1 AND cost_pence", name="within"),
        sa.CheckConstraint("decided_by_id IS NULL OR decided_by_id <> asked_by_id", name="not_own"),
        sa.Index("ix_small_sums_pot_id_area_id_state", "pot_id", "area_id", "state"),
    )

    id: Mapped[Key]
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"))
    area_id: Mapped[int] = mapped_column(sa.ForeignKey("areas.id"))
    family_id: Mapped[int] = mapped_column(sa.ForeignKey("family_references.id"), index=True)
    item: Mapped[str]
    goal: Mapped[str]
    need: Mapped[FamilyNeed] = mapped_column(Worded(FamilyNeed))
    outcome: Mapped[Shanarri] = mapped_column(Worded(Shanarri))
    cost_pence: Mapped[Pence] = mapped_column(PenceColumn())
    state: Mapped[SmallSumState] = mapped_column(Worded(SmallSumState), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime | None]  # when a manager must have answered; None when it needed none
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    spent_pence: Mapped[Pence | None] = mapped_column(PenceColumn())
    bought_on: Mapped[date | None]
    bought_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    checked_at: Mapped[datetime | None]
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    helped: Mapped[Helped | None] = mapped_column(Worded(Helped))
    helped_words: Mapped[bool] = mapped_column(default=False)  # whether the family also wrote something
    helped_at: Mapped[datetime | None]

    pot: Mapped[Pot] = relationship()
    area: Mapped[Area] = relationship()
    family: Mapped[FamilyReference] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def counts_pence(self) -> Pence:
        """What it counts towards a limit: the price once it is known."""
        return self.spent_pence if self.spent_pence is not None else self.cost_pence

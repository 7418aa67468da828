"""Asking for part of an award, approving it, and releasing it: three steps by three people."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.payments import PaymentState
from commissioning.rules.pence import Pence
from models.awards import Award
from models.people import User


class PaymentRequest(PublicId, Base):
    """One request. Its evidence in words is at the gate when whoever wrote it does not speak officially."""

    __tablename__ = "payment_requests"
    __table_args__ = (
        sa.CheckConstraint("amount_pence > 0", name="is_money"),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> asked_by_id", name="not_own_approval"
        ),
        sa.CheckConstraint(
            "released_by_id IS NULL OR (released_by_id <> asked_by_id AND released_by_id <> approved_by_id)",
            name="released_by_another",
        ),
    )

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"), index=True)
    instalment: Mapped[int | None]  # its place in the terms' list
    what: Mapped[str]
    amount_pence: Mapped[Pence] = mapped_column(PenceColumn())
    has_words: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PaymentState] = mapped_column(Worded(PaymentState), default=PaymentState.ASKED, index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    released_at: Mapped[datetime | None]
    sent_back_why: Mapped[str] = mapped_column(default="")

    award: Mapped[Award] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])

"""What came of an award, as the people who did it tell it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId
from commissioning.rules.pence import Pence
from models.awards import Award
from models.people import User


class AwardReturn(PublicId, Base):
    """One report: who came, what was spent. What children said and what was learned are words at the gate."""

    __tablename__ = "award_returns"
    __table_args__ = (
        sa.CheckConstraint("children >= 0 AND adults >= 0 AND volunteers >= 0", name="counts_people"),
        sa.CheckConstraint("spent_pence >= 0", name="is_money"),
        sa.CheckConstraint("until > since", name="ends_after_start"),
    )

    id: Mapped[Key]
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("awards.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    children: Mapped[int]
    adults: Mapped[int]
    volunteers: Mapped[int]
    spent_pence: Mapped[Pence] = mapped_column(PenceColumn())
    is_last: Mapped[bool] = mapped_column(default=False)
    sent_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    sent_at: Mapped[datetime]
    read_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    read_at: Mapped[datetime | None]

    award: Mapped[Award] = relationship()
    sent_by: Mapped[User] = relationship(foreign_keys=[sent_by_id])
    read_by: Mapped[User | None] = relationship(foreign_keys=[read_by_id])

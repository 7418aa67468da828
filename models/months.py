"""Months whose books are closed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key


class ClosedMonth(Base):
    """One month closed by the finance lead. A trigger refuses entries dated before `after_day` (migration 012)."""

    __tablename__ = "closed_months"

    id: Mapped[Key]
    first_day: Mapped[date] = mapped_column(unique=True)
    after_day: Mapped[date]  # the first day of the month after: the first day still open
    note: Mapped[str]
    closed_by: Mapped[str]
    closed_name: Mapped[str]
    closed_at: Mapped[datetime]

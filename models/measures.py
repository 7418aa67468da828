"""Counts that services supply about consent and about children's voices. No family, child or worker is in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key, PublicId


class ServiceMeasure(PublicId, Base):
    """One service in one period: [since, until). Only ever added to."""

    __tablename__ = "service_measures"
    __table_args__ = (sa.Index("ix_service_measures_service_since", "service", "since"),)

    id: Mapped[Key]
    service: Mapped[str] = mapped_column(sa.String(80))
    since: Mapped[date]
    until: Mapped[date] = mapped_column(index=True)
    offered: Mapped[int]
    accepted: Mapped[int]
    declined: Mapped[int]
    withdrawn: Mapped[int]
    reasons: Mapped[dict[str, Any]]
    primary_reviewed: Mapped[int]
    primary_heard: Mapped[int]
    secondary_reviewed: Mapped[int]
    secondary_heard: Mapped[int]
    source: Mapped[str]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

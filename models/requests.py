"""Requests about data and complaints. What was asked waits at the gate; the wish and the answer are sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from participation.rules.requests import Ask, Asker, Verdict, Wish


class DataRequest(PublicId, Base):
    """One request. Its words are at the gate under this public id. Decided once; nothing is released by deciding.

    `about` is the public id of something said, when it came from the page of come-back words.
    """

    __tablename__ = "data_requests"
    __table_args__ = (sa.Index("ix_data_requests_decided_due", "decided_at", "due_on"),)

    id: Mapped[Key]
    ask: Mapped[Ask] = mapped_column(Worded(Ask))
    asker: Mapped[Asker] = mapped_column(Worded(Asker))
    about: Mapped[str] = mapped_column(sa.String(12), default="")
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    longer_why: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[datetime | None]
    wish: Mapped[Wish | None] = mapped_column(Worded(Wish))
    understands: Mapped[bool | None]
    wish_note: Mapped[bytes | None]
    wish_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    verdict: Mapped[Verdict | None] = mapped_column(Worded(Verdict))
    grounds: Mapped[list[Any]]
    answer: Mapped[bytes | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    wish_by: Mapped[User | None] = relationship(foreign_keys=[wish_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

"""The account a listening gives of itself, and the day its people are asked again."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from models.listening import Listening
from models.people import User


class ListeningAccount(Base):
    """Space, voice, audience and influence of one listening, in the worker's words. Finished once, it stays."""

    __tablename__ = "listening_accounts"

    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"), primary_key=True)
    space: Mapped[str] = mapped_column(default="")
    voice: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="")
    influence: Mapped[str] = mapped_column(default="")
    again_on: Mapped[date | None] = mapped_column(index=True)
    again_done_at: Mapped[datetime | None]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    listening: Mapped[Listening] = relationship()
    by: Mapped[User] = relationship()

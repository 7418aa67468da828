"""How somebody wants to be told the answer: apart from what they said, and with no name of theirs in it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Worded
from models.people import User
from participation.rules.told import Means


class ToldChoice(Base):
    """One choice for one thing said. Whoever only comes back with their words has no such row.

    `account` is the public id of whoever was signed in and asked for a notice, sealed: a copy of the database does not
    tell who spoke. `worker_id` is the worker they named; it says nothing of who named them.
    """

    __tablename__ = "told_choices"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    means: Mapped[Means] = mapped_column(Worded(Means))
    worker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"), index=True)
    account: Mapped[bytes | None]
    at: Mapped[datetime]

    worker: Mapped[User | None] = relationship()

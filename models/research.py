"""Young people who ask their own questions: training, what was asked and what was found. Words are at the gate."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId
from models.listening import Listening
from models.people import User
from models.places import Team
from models.proposals import Proposal


class ResearchTraining(Base):
    """That somebody was trained to ask others, on which day, seen by a worker. Append-only."""

    __tablename__ = "research_trainings"
    __table_args__ = (sa.CheckConstraint("user_id <> by_id", name="another_person"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    trained_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class Research(PublicId, Base):
    """One question a young researcher wants to ask. A worker sets up its listening once the desk let it through."""

    __tablename__ = "researches"

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    listening_id: Mapped[int | None] = mapped_column(sa.ForeignKey("listenings.id"), unique=True)
    not_yet: Mapped[str] = mapped_column(default="")  # the worker's reason, when it cannot be asked like this
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    by: Mapped[User] = relationship(foreign_keys=by_id)
    listening: Mapped[Listening | None] = relationship()


class Finding(PublicId, Base):
    """What a young researcher found, in their own words; and the idea they made of it."""

    __tablename__ = "research_findings"

    id: Mapped[Key]
    research_id: Mapped[int] = mapped_column(sa.ForeignKey("researches.id"), index=True)
    at: Mapped[datetime]
    proposal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("proposals.id"), unique=True)

    research: Mapped[Research] = relationship()
    proposal: Mapped[Proposal | None] = relationship()

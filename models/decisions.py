"""The register of decisions, and the interests people declare. Both are only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, PublicId, Worded
from commissioning.rules.decisions import Outcome
from commissioning.rules.interests import InterestKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute
from models.people import User
from models.places import Team
from models.pots import Pot


class Interest(PublicId, Base):
    """One person's declared interest in one proposal (its public id)."""

    __tablename__ = "interests"
    __table_args__ = (sa.UniqueConstraint("user_id", "proposal_id"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    proposal_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[InterestKind] = mapped_column(Worded(InterestKind))
    words: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class Decision(PublicId, Base):
    """One numbered entry in the public register. It keeps what was so on that day."""

    __tablename__ = "decisions"
    __table_args__ = (sa.UniqueConstraint("year", "serial"),)

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    serial: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    proposal_id: Mapped[str] = mapped_column(unique=True)
    proposal_title: Mapped[str]
    round_id: Mapped[str | None] = mapped_column(index=True)
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    pot_id: Mapped[int] = mapped_column(sa.ForeignKey("pots.id"), index=True)
    route: Mapped[DecisionRoute] = mapped_column(Worded(DecisionRoute))
    decided_by: Mapped[str]
    decider_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    decider_name: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(Worded(Outcome), index=True)
    asked_pence: Mapped[Pence] = mapped_column(PenceColumn())
    awarded_pence: Mapped[Pence] = mapped_column(PenceColumn())
    recommendation: Mapped[str] = mapped_column(default="")  # what the vote said, in a sentence
    reasons: Mapped[str]
    alternatives: Mapped[str]
    conditions: Mapped[str] = mapped_column(default="")
    interests: Mapped[list[Any]]  # [{"name", "what"}]: who had declared what

    team: Mapped[Team] = relationship()
    pot: Mapped[Pot] = relationship()

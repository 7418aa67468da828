"""Reviews: one officer's check of one version of a proposal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.reviews import Outcome
from models.people import User
from models.proposals import Proposal


class Review(PublicId, Base):
    """What an officer found and decided. One for each version sent in: the database refuses a second."""

    __tablename__ = "reviews"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "version"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    version: Mapped[int]
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(Worded(Outcome))
    answers: Mapped[dict[str, Any]]  # the checklist: check -> yes, no or does_not_apply
    feasibility: Mapped[str]
    cost: Mapped[str]
    risk: Mapped[str]
    equality: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")  # the proposer reads this
    at: Mapped[datetime] = mapped_column(index=True)

    proposal: Mapped[Proposal] = relationship()
    reviewer: Mapped[User] = relationship()


class ReviewAssignment(Base):
    """The officer named to check a proposal. Naming another replaces them; the trail keeps who was."""

    __tablename__ = "review_assignments"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), unique=True)
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    assigned_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    reviewer: Mapped[User] = relationship(foreign_keys=[reviewer_id])

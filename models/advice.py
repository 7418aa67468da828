"""Young advisors' advice: the asking, each view (its words only at the gate), and the answer to those not followed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.advice import Followed, View
from models.people import User
from models.proposals import Proposal


class AdviceRequest(Base):
    """Young advisors were asked about a proposal, once, with a day to answer by. Append-only."""

    __tablename__ = "advice_requests"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), unique=True)
    asked_at: Mapped[datetime]
    reply_by: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    proposal: Mapped[Proposal] = relationship()


class Advice(PublicId, Base):
    """One young advisor's view. Thinking again is a new row; the newest counts. Append-only."""

    __tablename__ = "advice"
    __table_args__ = (sa.Index("ix_advice_proposal_id_by_id", "proposal_id", "by_id"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    view: Mapped[View] = mapped_column(Worded(View))
    at: Mapped[datetime]

    proposal: Mapped[Proposal] = relationship()
    by: Mapped[User] = relationship()


class AdviceReply(Base):
    """What the decision kept of the advice, and the answer to young advisors it went against. Append-only."""

    __tablename__ = "advice_replies"

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    advice: Mapped[str]  # the advice as it stood that day, in a sentence
    opposed: Mapped[bool]
    followed: Mapped[Followed | None] = mapped_column(Worded(Followed))
    reply: Mapped[str]
    at: Mapped[datetime]

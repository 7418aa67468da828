"""Key decisions: the rule, notice, what holds each, who called it in, and what came of that. All append-only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PenceColumn, Worded
from commissioning.rules.call_in import Answer
from commissioning.rules.pence import Pence
from models.decisions import Decision
from models.people import User


class KeyDecisionRule(Base):
    """From which amount a decision is a key one, from a day on. The newest that has begun holds."""

    __tablename__ = "key_decision_rules"

    id: Mapped[Key]
    starts_on: Mapped[date]
    threshold_pence: Mapped[Pence] = mapped_column(PenceColumn())
    notice_days: Mapped[int]
    call_in_days: Mapped[int]
    callers: Mapped[int]
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class KeyNotice(Base):
    """That notice of a coming key decision was published, and when."""

    __tablename__ = "key_notices"

    id: Mapped[Key]
    proposal_id: Mapped[str] = mapped_column(unique=True)
    proposal_title: Mapped[str]
    asked_pence: Mapped[Pence] = mapped_column(PenceColumn())
    by_name: Mapped[str]
    at: Mapped[datetime]


class KeyDecision(Base):
    """That a decision is a key one, by the rule of that day, and until when it can be called in."""

    __tablename__ = "key_decisions"

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    threshold_pence: Mapped[Pence] = mapped_column(PenceColumn())
    call_in_ends_at: Mapped[datetime]
    callers: Mapped[int]

    decision: Mapped[Decision] = relationship()


class CallIn(Base):
    """A member's call for a decision to be looked at again."""

    __tablename__ = "call_ins"
    __table_args__ = (sa.UniqueConstraint("decision_id", "member_id"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    reasons: Mapped[str]
    at: Mapped[datetime]

    member: Mapped[User] = relationship()


class CallInAnswer(Base):
    """What came of looking at it again."""

    __tablename__ = "call_in_answers"

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decisions.id"), unique=True)
    answer: Mapped[Answer] = mapped_column(Worded(Answer))
    reasons: Mapped[str]
    by_name: Mapped[str]
    awarded_pence: Mapped[Pence | None] = mapped_column(PenceColumn())  # on new terms: what is awarded now
    conditions: Mapped[str | None]  # and on which conditions
    shares: Mapped[list[Any] | None]  # and from where: [{"area", "pence", "was"}]
    at: Mapped[datetime]

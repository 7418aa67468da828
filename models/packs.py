"""Packs for young advisors, their questions, what they say together, and what they make of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.advice import Sense, View
from models.people import User
from models.proposals import Proposal


class Pack(Base):
    """What an officer wrote for young advisors about one proposal. Writing again is a new row. Append-only."""

    __tablename__ = "packs"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    asked: Mapped[str]
    money: Mapped[str]
    careful: Mapped[str]  # what it is about that could be hard to read
    heard: Mapped[list[Any]]  # public ids of feedback; its words are read at the gate each time
    reply_by: Mapped[datetime]
    why_sooner: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class PackQuestion(PublicId, Base):
    """What a young advisor asked about a proposal (its words only at the gate), and the officer's answer."""

    __tablename__ = "pack_questions"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)


class GroupAdvice(PublicId, Base):
    """What the panel says together, after each one's own view (its words only at the gate). Append-only."""

    __tablename__ = "group_advice"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"), index=True)
    view: Mapped[View] = mapped_column(Worded(View))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]


class AdviceSense(Base):
    """Whether the answer makes sense to one who advised. The newest counts. Append-only."""

    __tablename__ = "advice_senses"

    id: Mapped[Key]
    reply_id: Mapped[int] = mapped_column(sa.ForeignKey("advice_replies.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    sense: Mapped[Sense] = mapped_column(Worded(Sense))
    at: Mapped[datetime]


class AdviceClearer(Base):
    """The answer said again in plainer words, once, because it made no sense to somebody. Append-only."""

    __tablename__ = "advice_clearer"

    id: Mapped[Key]
    reply_id: Mapped[int] = mapped_column(sa.ForeignKey("advice_replies.id"), unique=True)
    words: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime]

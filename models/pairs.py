"""I and We: what children can say of themselves, what the council says it does, and what came of asking."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from participation.rules.pairs import Agree


class Pair(PublicId, Base):
    """ "I have somebody to talk to" beside "We give every child one worker". Its words never change."""

    __tablename__ = "pairs"

    id: Mapped[Key]
    i_words: Mapped[str] = mapped_column(sa.String(120))
    we_words: Mapped[str]
    service: Mapped[str] = mapped_column(sa.String(80))
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    retired_at: Mapped[datetime | None]

    owner: Mapped[User] = relationship(foreign_keys=[owner_id])


class PairDone(Base):
    """What its owner did about what was heard. Append-only; the newest stands beside the pair."""

    __tablename__ = "pair_done"

    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pairs.id"), index=True)
    words: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))


class ListeningPair(Base):
    """That one listening asks one pair, as its statement number `position` (from 0)."""

    __tablename__ = "listening_pairs"

    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pairs.id"), index=True)


class PairAnswer(Base):
    """One answer to one I-statement, written only when the desk lets through what it is part of."""

    __tablename__ = "pair_answers"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pairs.id"), primary_key=True, index=True)
    answer: Mapped[Agree] = mapped_column(Worded(Agree))

"""What was said. The words themselves are not here: they are sealed at the gate. Nor is any name."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.listening import Listening
from models.places import Area
from participation.rules.feedback import Felt, Route
from participation.rules.people import AgeBand


class Feedback(PublicId, Base):
    """One person's answers to one listening. Read it only through ReleasedFeedback, or at the safeguarding desk.

    `come_back` is a keyed digest of the four words they were given; `sent_as` one of the sending itself, so that a
    second tap finds the first. `in_themes`: how many themes it is in, kept by triggers on their pieces.
    """

    __tablename__ = "feedback"
    __table_args__ = (sa.Index("ix_feedback_in_themes", "in_themes", "said_at", "id"),)

    id: Mapped[Key]
    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"), index=True)
    route: Mapped[Route] = mapped_column(Worded(Route))
    face: Mapped[int | None]
    age_band: Mapped[AgeBand | None] = mapped_column(Worded(AgeBand))
    area_id: Mapped[int | None] = mapped_column(sa.ForeignKey("areas.id"), index=True)
    said_at: Mapped[datetime] = mapped_column(index=True)
    come_back: Mapped[str] = mapped_column(unique=True)
    sent_as: Mapped[str] = mapped_column(unique=True)
    in_themes: Mapped[int] = mapped_column(sa.Integer, default=0, server_default="0")

    listening: Mapped[Listening] = relationship()
    area: Mapped[Area | None] = relationship()
    felt: Mapped[FeltListened | None] = relationship()


class FeltListened(Base):
    """Their newest answer to "did we listen?": the one that counts, once. `number`: how many they have given."""

    __tablename__ = "felt_listened"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    felt: Mapped[Felt] = mapped_column(Worded(Felt))
    at: Mapped[datetime]
    number: Mapped[int] = mapped_column(sa.Integer, default=1, server_default="1")


class FeltSaid(Base):
    """Each answer they gave to "did we listen?", numbered. Only ever added to: a change of mind is one more."""

    __tablename__ = "felt_said"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    felt: Mapped[Felt] = mapped_column(Worded(Felt))
    at: Mapped[datetime]


class FeedbackDraft(Base):
    """Answers not sent yet, sealed, known only by the digest of a token in that browser. Cleared after a day.

    Once sent, `answers` is emptied and `turn` says which come-back words were given, so the card can be shown again.
    """

    __tablename__ = "feedback_drafts"

    token: Mapped[str] = mapped_column(primary_key=True)
    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"))
    route: Mapped[Route] = mapped_column(Worded(Route))
    answers: Mapped[bytes | None]
    turn: Mapped[int | None]
    described: Mapped[bool] = mapped_column(
        default=False
    )  # whether they were counted by what they say of themselves
    begun_at: Mapped[datetime] = mapped_column(index=True)


class ComeBackTry(Base):
    """A try at come-back words that found nothing, kept an hour, so that guessing is slowed. Names nobody."""

    __tablename__ = "come_back_tries"
    __table_args__ = (sa.Index("ix_come_back_tries_who_at", "who", "at"),)

    id: Mapped[Key]
    who: Mapped[str]
    at: Mapped[datetime]

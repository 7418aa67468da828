"""How something was said: drawings and sound, help and paper, and what was taken back. No name of who said it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.feedback import Feedback
from models.people import User
from participation.rules.consents import Agreed, Giver
from participation.rules.feedback import Origin
from participation.rules.media import MediaKind
from participation.rules.support import Translator


class SaidMedia(PublicId, Base):
    """A drawing or spoken words, sealed. Until it is sent it belongs to a draft, and goes with it.

    Once sent it waits at the gate by itself (as kind "drawing" or "sound" with this public id).
    """

    __tablename__ = "said_media"

    id: Mapped[Key]
    draft: Mapped[str | None] = mapped_column(index=True)  # the draft's token, until sent
    feedback_id: Mapped[int | None] = mapped_column(sa.ForeignKey("feedback.id"), index=True)
    kind: Mapped[MediaKind] = mapped_column(Worded(MediaKind))
    mime: Mapped[str] = mapped_column(sa.String(40))
    sealed: Mapped[bytes] = mapped_column(sa.LargeBinary(), deferred=True)
    size: Mapped[int]  # bytes, before sealing
    made_at: Mapped[datetime] = mapped_column(index=True)

    feedback: Mapped[Feedback | None] = relationship()


class HowSaid(Base):
    """What is particular about one thing said: help, a language, paper. Most things said have no such row.

    `same_as_id` is the first part of the same voice (said on paper and online, or added later): both are kept, and
    one is counted. `words_mark` is a keyed digest of the words alone, to find such a pair; it names nobody.
    """

    __tablename__ = "how_said"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    origin: Mapped[Origin] = mapped_column(Worded(Origin))
    support: Mapped[list[Any]]
    language: Mapped[str] = mapped_column(sa.String(40), default="")
    translator: Mapped[Translator | None] = mapped_column(Worded(Translator))
    helped_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(sa.ForeignKey("paper_sheets.id"), index=True)
    same_as_id: Mapped[int | None] = mapped_column(sa.ForeignKey("feedback.id"), index=True)
    words_mark: Mapped[str | None] = mapped_column(sa.String(64), index=True)

    helped_by: Mapped[User | None] = relationship()


class Translation(PublicId, Base):
    """Released words in another language, made later. Its words are at the gate; the original stays.

    It belongs to one version of the original: when words are taken out of that, it is shown no more.
    """

    __tablename__ = "translations"

    id: Mapped[Key]
    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), index=True)
    of_version: Mapped[int]
    language: Mapped[str] = mapped_column(sa.String(40))
    translator: Mapped[Translator] = mapped_column(Worded(Translator))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)  # who added it
    at: Mapped[datetime]


class PaperSheet(PublicId, Base):
    """One printed sheet of a listening. Its number stands on it; its four come-back words on the slip to tear off."""

    __tablename__ = "paper_sheets"
    __table_args__ = (sa.UniqueConstraint("listening_id", "number"),)

    id: Mapped[Key]
    listening_id: Mapped[int] = mapped_column(sa.ForeignKey("listenings.id"))
    number: Mapped[int]
    printed_on: Mapped[date]
    entered_at: Mapped[datetime | None]


class TakenBack(Base):
    """Something its own speaker took back. Nobody but the desk sees it from then on."""

    __tablename__ = "taken_back"

    feedback_id: Mapped[int] = mapped_column(sa.ForeignKey("feedback.id"), primary_key=True)
    at: Mapped[datetime]


class MediaConsent(PublicId, Base):
    """Whether whoever drew or spoke lets it be shown to the people who can act. The newest counts; a yes ends.

    It stands beside the thing itself and names nobody. Without a yes only the desk and its own maker see it.
    """

    __tablename__ = "media_consents"

    id: Mapped[Key]
    media_id: Mapped[int] = mapped_column(sa.ForeignKey("said_media.id"), index=True)
    agreed: Mapped[Agreed] = mapped_column(Worded(Agreed))
    given_by: Mapped[Giver] = mapped_column(Worded(Giver))
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("users.id")
    )  # None: they said so themselves
    withdrawn_at: Mapped[datetime | None]

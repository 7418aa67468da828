"""Who agreed to what: a young person, four kinds of record, and who is in a photo."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from participation.rules.consents import Agreed, ConsentKind, Giver
from participation.rules.people import AgeBand


class YoungPerson(PublicId, Base):
    """Somebody a worker keeps agreements for. No surname, no date of birth; `reference` is for the worker's own papers.

    `come_back` is a keyed digest of the four words given to somebody without an account.
    """

    __tablename__ = "young_people"

    id: Mapped[Key]
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"), unique=True)
    reference: Mapped[str] = mapped_column(sa.String(7), unique=True)
    called: Mapped[str]
    age_band: Mapped[AgeBand] = mapped_column(Worded(AgeBand))
    come_back: Mapped[str | None] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])


class Consent(PublicId, Base):
    """One agreement (or refusal) to one thing. Only ever taken back, once; a change of mind is a new record.

    `photo` is the public id of the one picture that a yes to being shown is to. `note` is sealed.
    `withdrawn_by_id` is empty when they took it back themselves with their words.
    """

    __tablename__ = "consents"
    __table_args__ = (sa.Index("ix_consents_person_kind", "person_id", "kind"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("young_people.id"))
    kind: Mapped[ConsentKind] = mapped_column(Worded(ConsentKind))
    agreed: Mapped[Agreed] = mapped_column(Worded(Agreed))
    given_by: Mapped[Giver] = mapped_column(Worded(Giver))
    purpose: Mapped[str]
    photo: Mapped[str | None] = mapped_column(sa.String(12), index=True)
    until: Mapped[date | None]
    note: Mapped[bytes | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(index=True)
    withdrawn_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    person: Mapped[YoungPerson] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])


class PhotoPerson(Base):
    """That somebody is in a picture (or a recording): it shows only while they agree to be shown."""

    __tablename__ = "photo_people"

    attachment_id: Mapped[int] = mapped_column(sa.ForeignKey("attachments.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("young_people.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))

"""How often each person wants letters of each kind, and the random keys in addresses of theirs."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, Worded
from models.people import User
from participation.rules.letters import Cadence, LetterKind


def new_key() -> str:
    """A key nobody can guess: 128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


class LetterChoice(Base):
    """What somebody chose for one kind of letter; without a row the kind's first setting holds."""

    __tablename__ = "letter_choices"
    __table_args__ = (sa.UniqueConstraint("user_id", "kind"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    kind: Mapped[LetterKind] = mapped_column(Worded(LetterKind))
    cadence: Mapped[Cadence] = mapped_column(Worded(Cadence))


class PersonalKey(Base):
    """The keys in one person's addresses: `stop` ends letters of a kind, `calendar` opens their calendar file."""

    __tablename__ = "personal_keys"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True, autoincrement=False)
    stop: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_key)
    calendar: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_key)

    user: Mapped[User] = relationship()

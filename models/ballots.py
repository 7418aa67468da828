"""The ballot box. No person, no time, no number that grows: only a random key and what was chosen.

The tables are WITHOUT ROWID on SQLite, because its hidden row number would give away the order of casting.
Receipts are kept apart from ballots, so a receipt shows that a ballot was counted and can never show which
one.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Worded
from commissioning.rules.chambers import Chamber


def _random_key() -> str:
    return secrets.token_hex(16)


class Ballot(Base):
    """One private vote, until the count. `picks`: ids; [id, points] pairs; or, for a ranking, ids best first.

    `handle` is a keyed digest of the change code its voter was shown (and nobody kept); a vote that takes its place
    names it in `replaces`. The count leaves out what was replaced and carries neither over.
    """

    __tablename__ = "ballots"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(sa.String(32), primary_key=True, default=_random_key)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), index=True)
    picks: Mapped[list[Any]]
    chamber: Mapped[Chamber] = mapped_column(Worded(Chamber), default=Chamber.EVERYONE)
    handle: Mapped[str | None] = mapped_column(sa.String(64), index=True, unique=True)
    replaces: Mapped[str | None] = mapped_column(sa.String(64), index=True, unique=True)


class CountedBallot(Base):
    """The same vote after the count, copied in random order under a new key; `ballots` is emptied then."""

    __tablename__ = "counted_ballots"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(sa.String(32), primary_key=True, default=_random_key)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), index=True)
    picks: Mapped[list[Any]]
    chamber: Mapped[Chamber] = mapped_column(Worded(Chamber), default=Chamber.EVERYONE)


class Receipt(Base):
    """A receipt that was given. The code is a keyed digest of the form's own key, which is kept nowhere."""

    __tablename__ = "receipts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(10), primary_key=True)


class BoxWipe(Base):
    """What the files still held of a round's votes as they came in was wiped, and when (see services/boxes.py)."""

    __tablename__ = "box_wipes"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), primary_key=True, autoincrement=False)
    wiped_at: Mapped[datetime]

"""Places to vote without an account: batches of printed codes, of turns at a shared tablet, and of papers.

A place is a keyed digest of what was printed and whether it was used: no name, no time, no number that grows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Key, PublicId, Worded
from commissioning.rules.chambers import Chamber
from commissioning.rules.polling import Way


class Batch(PublicId, Base):
    """So many places for one school or group. `seed_digest` is of the form that made it: sent twice, one batch.

    `pass_digest` is of the key a tablet holds while it is set out for this batch; empty when none is. `printed` is of
    what its sheets say of the round; empty where nothing is printed, or was printed before this was noted.
    """

    __tablename__ = "vote_batches"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "seed_digest"),
        sa.CheckConstraint("places BETWEEN 1 AND 500", name="has_places"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), index=True)
    way: Mapped[Way] = mapped_column(Worded(Way))
    label: Mapped[str]
    chamber: Mapped[Chamber] = mapped_column(Worded(Chamber), default=Chamber.EVERYONE)
    places: Mapped[int]
    seed_digest: Mapped[str] = mapped_column(sa.String(64))
    pass_digest: Mapped[str] = mapped_column(sa.String(64), default="", index=True)
    printed: Mapped[str] = mapped_column(sa.String(64), default="", server_default="")
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    made_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    why_stopped: Mapped[str] = mapped_column(default="")


class Place(Base):
    """One vote that may be cast without an account."""

    __tablename__ = "vote_places"
    __table_args__ = (sa.CheckConstraint("voted IN (0, 1)", name="voted_once"), {"sqlite_with_rowid": False})

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True, index=True, unique=True)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("vote_batches.id"), index=True)
    voted: Mapped[int] = mapped_column(default=0)


class PaperEntry(Base):
    """What one person typed from one paper, until a second has typed the same. Then it is a ballot, and this goes."""

    __tablename__ = "paper_entries"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("rounds.id"), primary_key=True)
    place_key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    typed_by: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True, index=True)
    number: Mapped[str]  # what is printed on the paper, so that two people can look at it again
    picks: Mapped[list[Any]]


class CodeTry(Base):
    """A mistyped code, kept for an hour so that guessing can be slowed. `who` is a keyed digest of an address."""

    __tablename__ = "code_tries"
    __table_args__ = (sa.Index("ix_code_tries_who_at", "who", "at"),)

    id: Mapped[Key]
    who: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]

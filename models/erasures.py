"""What was erased (as digests only), what may not be, and accounts that wait to be closed."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from models.people import User
from participation.rules.retention import HeldThing, HoldKind, Why


class Erasure(Base):
    """One erasure: the kind of record and a keyed digest of its public id, so that a restore can be put right.

    `written_at`: when it was written to the file outside the database; `wiped_at`: when the database's files were.
    """

    __tablename__ = "erasures"
    __table_args__ = (sa.Index("ix_erasures_what_digest", "what", "digest"),)

    id: Mapped[Key]
    what: Mapped[str] = mapped_column(sa.String(20))
    digest: Mapped[str] = mapped_column(sa.String(64))
    why: Mapped[Why] = mapped_column(Worded(Why))
    at: Mapped[datetime] = mapped_column(index=True)
    written_at: Mapped[datetime | None] = mapped_column(index=True)
    wiped_at: Mapped[datetime | None] = mapped_column(index=True)


class Hold(PublicId, Base):
    """A stop on erasing one record, with its reason (sealed) and who ended it. Only ever ended, once."""

    __tablename__ = "holds"
    __table_args__ = (sa.Index("ix_holds_thing", "thing", "thing_id"),)

    id: Mapped[Key]
    kind: Mapped[HoldKind] = mapped_column(Worded(HoldKind))
    thing: Mapped[HeldThing] = mapped_column(Worded(HeldThing))
    thing_id: Mapped[str] = mapped_column(sa.String(12))
    reason: Mapped[bytes]
    placed_at: Mapped[datetime]
    placed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    look_again_on: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    ended_why: Mapped[bytes | None]

    placed_by: Mapped[User] = relationship(foreign_keys=[placed_by_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])


class AccountClosing(Base):
    """Somebody closed their account. Their name goes as soon as nothing holds it, and this row with it."""

    __tablename__ = "account_closings"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    asked_at: Mapped[datetime]

"""People, what they are trusted with, and their signed-in sessions."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Key, PublicId, Worded
from participation.rules.people import AgeBand, Role, ScopeKind, SeatKind


class User(PublicId, Base):
    """Someone who can sign in: by e-mail and password, or by user name and a passphrase of four short words.

    `age_band` is what was last noted; what holds now is worked out by `app.ages`.
    """

    __tablename__ = "users"
    __table_args__ = (sa.CheckConstraint("email IS NOT NULL OR username IS NOT NULL", name="can_sign_in"),)

    id: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    username: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    about: Mapped[str] = mapped_column(default="")
    age_band: Mapped[AgeBand | None] = mapped_column(Worded(AgeBand))
    turns_sealed: Mapped[bytes | None]  # the day the next band begins, sealed (app.ages); never a birthday
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    memberships: Mapped[list[Membership]] = relationship(back_populates="user", order_by="Membership.id")


class Membership(Base):
    """A role held in one place, from one day until another. Scope ids point at teams, areas, bodies, organisations."""

    __tablename__ = "memberships"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "role", "scope_kind", "scope_id"),
        sa.Index("ix_memberships_scope", "scope_kind", "scope_id", "role"),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(Worded(Role))
    scope_kind: Mapped[ScopeKind] = mapped_column(Worded(ScopeKind), default=ScopeKind.COUNCIL)
    scope_id: Mapped[int | None]
    seat: Mapped[SeatKind | None] = mapped_column(Worded(SeatKind))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    user: Mapped[User] = relationship(back_populates="memberships")


class SignIn(Base):
    """One signed-in session. The browser holds the token; here is only its keyed digest, and it can be revoked."""

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class SignInAttempt(Base):
    """A failed try, kept a short while so that guessing can be slowed. Names are keyed digests."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (sa.Index("ix_sign_in_attempts_name_at", "name_digest", "at"),)

    id: Mapped[Key]
    name_digest: Mapped[str]
    at: Mapped[datetime]

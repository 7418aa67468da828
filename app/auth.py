"""Signing in and out: argon2id for passwords and passphrases, a revocable row for each session.

Flask-Login keeps the browser's side; its "user id" is our session token, so revoking the row signs that browser out
at the next request.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, current_app, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from sqlalchemy.orm import joinedload

from app.ages import age_of
from app.clock import now
from app.config import Settings
from app.db import db
from app.keyed import keyed_digest
from models.people import SignIn, User
from participation.rules.people import AgeBand

LONGEST_SESSION = timedelta(hours=12)
LONGEST_CHILD_SESSION = timedelta(hours=2)
IDLE = timedelta(minutes=30)  # AC7 asks for no time-out under twenty minutes
_SEEN = "seen"
# One question for the session, the person and what they are trusted with: it is asked before every page.
_STILL_SIGNED_IN = (
    sa.select(SignIn)
    .where(
        SignIn.token_digest == sa.bindparam("digest"),
        SignIn.revoked_at.is_(None),
        SignIn.ends_at > sa.bindparam("at"),
    )
    .options(joinedload(SignIn.user, innerjoin=True).joinedload(User.memberships))
)


@dataclass
class SignedIn(UserMixin):
    """What Flask-Login carries: the session token and the person."""

    token: str
    user: User

    def get_id(self) -> str:
        """The session token (Flask-Login stores it in its signed cookie)."""
        return self.token


def init_auth(app: Flask, settings: Settings) -> None:
    """Set up Flask-Login and the password hasher."""
    app.extensions["our_part_hasher"] = PasswordHasher(
        time_cost=settings.argon2_passes, memory_cost=settings.argon2_memory_kib, parallelism=1
    )
    manager = LoginManager(app)
    manager.session_protection = None  # phones change address; the revocable row is our protection
    manager.user_loader(_load)


def start_session(user: User) -> None:
    """Sign this browser in as `user`, under a new token."""
    token = secrets.token_urlsafe(32)
    age = age_of(user)
    child = age is not None and age.band is not AgeBand.ADULT
    ends = now() + (LONGEST_CHILD_SESSION if child else LONGEST_SESSION)
    session.clear()
    session[_SEEN] = now().timestamp()
    db.session.add(SignIn(token_digest=_digest(token), user_id=user.id, started_at=now(), ends_at=ends))
    login_user(SignedIn(token, user))


def end_session() -> None:
    """Sign this browser out and revoke its row."""
    token = session.get("_user_id", "")
    db.session.execute(
        sa.update(SignIn).where(SignIn.token_digest == _digest(token)).values(revoked_at=now())
    )
    logout_user()
    session.clear()


def revoke_sessions(user: User) -> None:
    """Sign `user` out everywhere, at their next request."""
    db.session.execute(
        sa.update(SignIn)
        .where(SignIn.user_id == user.id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now())
    )


def hash_password(password: str) -> str:
    """An argon2id hash, salted, with today's settings."""
    hashed: str = _hasher().hash(password)
    return hashed


def password_matches(hashed: str | None, password: str) -> bool:
    """Whether `password` is the one hashed; takes as long when there is no such person."""
    try:
        return bool(_hasher().verify(hashed or _nobodys_hash(), password)) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def _load(token: str) -> SignedIn | None:
    if _idle_too_long():
        return None
    row = db.session.scalars(_STILL_SIGNED_IN, {"digest": _digest(token), "at": now()}).unique().one_or_none()
    if row is None or not row.user.is_active:
        return None
    session[_SEEN] = now().timestamp()
    return SignedIn(token, row.user)


def _idle_too_long() -> bool:
    seen = session.get(_SEEN)
    return seen is None or now() - datetime.fromtimestamp(seen, tz=now().tzinfo) > IDLE


def _digest(token: str) -> str:
    return keyed_digest("sign-in", token)


def _hasher() -> PasswordHasher:
    found: PasswordHasher = current_app.extensions["our_part_hasher"]
    return found


def _nobodys_hash() -> str:
    """A hash of nothing anyone knows, so that an unknown name takes as long to refuse as a wrong password."""
    known = current_app.extensions.get("our_part_nobodys_hash")
    if known is None:
        known = current_app.extensions["our_part_nobodys_hash"] = _hasher().hash(secrets.token_hex(16))
    return str(known)

"""Signing in: find the person, check the words, slow down guessing."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app import audit, auth
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.keyed import keyed_digest
from models.people import SignInAttempt, User
from participation.rules.passphrases import tidy_words
from participation.rules.refusals import Refusal

WINDOW = timedelta(minutes=15)
MOST_TRIES = 10
WRONG = "We do not know that name with those words. Check both and try again."
TOO_MANY = (
    "There were too many tries for that name. Wait 15 minutes, or ask the person who gave you your words."
)


def check(name: str, words: str) -> User:
    """The person who signs in as `name` with `words`; raises Refusal otherwise.

    A user name goes with a passphrase, which may be typed with any spaces, dashes or capitals; an e-mail address goes
    with a password, exactly. Every refusal says the same, so nobody learns which names exist.
    """
    name = name.strip().lower()
    digest = keyed_digest("sign-in-name", name)
    if _recent_tries(digest) >= MOST_TRIES:
        raise Refusal(TOO_MANY)
    user = db.session.scalar(
        sa.select(User).where(sa.or_(sa.func.lower(User.email) == name, sa.func.lower(User.username) == name))
    )
    typed = tidy_words(words) if user is not None and user.username else words
    if (
        not auth.password_matches(user.password_hash if user else None, typed)
        or user is None
        or not user.is_active
    ):
        raise Refusal(WRONG)
    db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.name_digest == digest))
    return user


def note_failed_try(name: str) -> None:
    """Remember a failed try for a quarter of an hour, and forget the old ones."""
    db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now() - WINDOW))
    db.session.add(SignInAttempt(name_digest=keyed_digest("sign-in-name", name.strip().lower()), at=now()))
    db.session.flush()


def begin(user: User) -> None:
    """Start the session, and record that somebody signed in."""
    auth.start_session(user)
    audit.record("person.signed_in", user, actor=actor_from(user))


def _recent_tries(digest: str) -> int:
    since = now() - WINDOW
    query = sa.select(sa.func.count()).where(SignInAttempt.name_digest == digest, SignInAttempt.at >= since)
    return db.session.scalar(query) or 0

"""The outbox: a letter is a row in the same transaction as its cause. A job sends it; a key stops copies."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.jobs import OutboxMessage


def post(to_user_id: int, subject: str, body: str, *, dedupe_key: str) -> OutboxMessage:
    """Put a letter in the outbox, once for each `dedupe_key`. It holds no child's words and names nobody."""
    found = db.session.scalar(sa.select(OutboxMessage).where(OutboxMessage.dedupe_key == dedupe_key))
    if found is not None:
        return found
    letter = OutboxMessage(
        dedupe_key=dedupe_key, to_user_id=to_user_id, subject=subject, body=body, created_at=now()
    )
    db.session.add(letter)
    db.session.flush()
    return letter


def keys_like(start: str) -> set[str]:
    """The dedupe keys posted already that begin so, for a job that writes to many people."""
    query = sa.select(OutboxMessage.dedupe_key).where(
        OutboxMessage.dedupe_key.startswith(start, autoescape=True)
    )
    return set(db.session.scalars(query))


def waiting() -> int:
    """How many letters have not gone yet."""
    count = sa.select(sa.func.count()).select_from(OutboxMessage).where(OutboxMessage.sent_at.is_(None))
    return db.session.scalar(count) or 0


def send_due(now: datetime) -> str:
    """Send what waits. No mail server can be set up yet, so nothing is marked as sent, and it says so."""
    count = waiting()
    if not count:
        return "No letter waits."
    return f"No mail server is set up, so {count} {'letter waits' if count == 1 else 'letters wait'}."

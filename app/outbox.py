"""The outbox: a letter is a row in the same transaction as its cause. A job sends it; a key stops copies.

Each letter is a notice on its reader's own page. Whether it also goes by e-mail, and when, is its reader's choice; the
e-mail itself carries only the fixed words of the letter's kind and a link (see participation.rules.letters).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.jobs import OutboxMessage
from participation.rules.letters import LetterKind, Way


def post(
    to_user_id: int, subject: str, body: str, *, dedupe_key: str, kind: LetterKind = LetterKind.OTHER, path: str = ""
) -> OutboxMessage:  # fmt: skip
    """Put a letter in the outbox, once for each `dedupe_key`. It holds no child's words and names nobody.

    `path` is the page it is about, as a path of ours ("/rounds/abc").
    """
    if path and not (path.startswith("/") and not path.startswith("//")):
        raise ValueError("a letter leads to a page of ours")
    found = db.session.scalar(sa.select(OutboxMessage).where(OutboxMessage.dedupe_key == dedupe_key))
    if found is not None:
        return found
    letter = OutboxMessage(
        dedupe_key=dedupe_key,
        to_user_id=to_user_id,
        subject=subject,
        body=body,
        kind=kind,
        path=path,
        created_at=now(),
    )
    db.session.add(letter)
    db.session.flush()
    return letter


def post_each(
    to: Collection[tuple[int, str]], subject: str, body: str, *, about: str, kind: LetterKind
) -> int:  # fmt: skip
    """The same letter to many at once, each (who, the page it is about), once for each `about`. Gives how many.

    The rules are those of `post`. Two queries, however many people.
    """
    if not all(path.startswith("/") and not path.startswith("//") for _, path in to):
        raise ValueError("a letter leads to a page of ours")
    known, at = keys_like(f"{about}:"), now()
    rows = [
        {"dedupe_key": key, "to_user_id": user_id, "subject": subject, "body": body, "kind": kind, "path": path,
         "created_at": at}
        for user_id, path in sorted(set(to))
        if (key := f"{about}:{user_id}:{path}") not in known
    ]  # fmt: skip
    if rows:
        db.session.execute(sa.insert(OutboxMessage), rows)
    return len(rows)


def keys_like(start: str) -> set[str]:
    """The dedupe keys posted already that begin so, for a job that writes to many people."""
    query = sa.select(OutboxMessage.dedupe_key).where(
        OutboxMessage.dedupe_key.startswith(start, autoescape=True)
    )
    return set(db.session.scalars(query))


def waiting() -> int:
    """How many letters have still to go by e-mail (or to be sorted: nobody has looked yet whether they do)."""
    to_go = sa.or_(OutboxMessage.way.is_(None), OutboxMessage.way == Way.LETTER)
    count = (
        sa.select(sa.func.count())
        .select_from(OutboxMessage)
        .where(to_go, OutboxMessage.sent_at.is_(None), OutboxMessage.refused_at.is_(None))
    )
    return db.session.scalar(count) or 0


def send_due(now: datetime) -> str:
    """Send what waits (a job that keeps its own transactions, see app.letters.sending)."""
    from app.letters import sending

    return sending.send_due(now)

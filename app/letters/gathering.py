"""The morning's e-mail: one for each person who wants their notices gathered, saying only that some wait."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app import outbox
from app.db import db
from app.times import local_date
from models.jobs import OutboxMessage
from participation.rules.letters import KINDS, Cadence, LetterKind, Way, last_morning

WAYS = {Way.DAILY: Cadence.DAILY, Way.WEEKLY: Cadence.WEEKLY}


def gather_due(now: datetime) -> str:
    """Post one e-mail to each person with unread notices from before this morning (a job). Once a morning for each."""
    posted = sum(_gather(way, last_morning(cadence, now), now) for way, cadence in WAYS.items())
    return f"{posted} posted." if posted else "Nothing was to be gathered."


def _gather(way: Way, morning: datetime, now: datetime) -> int:
    waits = (
        OutboxMessage.way == way,
        OutboxMessage.gathered_at.is_(None),
        OutboxMessage.created_at < morning,
    )
    start = f"gathered:{way}:{local_date(morning).isoformat()}:"
    had = {int(key.removeprefix(start)) for key in outbox.keys_like(start)}
    unread = sa.select(OutboxMessage.to_user_id).where(*waits, OutboxMessage.read_at.is_(None)).distinct()
    found = set(db.session.scalars(unread))
    for user_id in sorted(found - had):
        letter = outbox.post(
            user_id, KINDS[LetterKind.GATHERED].subject, KINDS[LetterKind.GATHERED].says,
            dedupe_key=f"{start}{user_id}", kind=LetterKind.GATHERED, path="/notices",
        )  # fmt: skip
        letter.way = Way.LETTER
    later = sorted(found & had)  # had this morning's already: theirs wait for the next
    db.session.execute(
        sa.update(OutboxMessage)
        .where(*waits, OutboxMessage.to_user_id.not_in(later))
        .values(gathered_at=now)
        .execution_options(synchronize_session=False)
    )
    return len(found - had)

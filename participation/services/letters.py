"""Letters as an administrator looks after them: what waits, what a mail server refused, and trying that again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app import audit, outbox
from app.db import db
from app.keyed import settings
from models.jobs import JobRun, OutboxMessage
from models.people import User
from participation.rules.letters import Way
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

MOST_SHOWN = 100


@dataclass(frozen=True)
class Refused:
    """A letter the mail server will not take: whose, about what kind of thing, and what it said."""

    letter: OutboxMessage
    person: str
    person_id: str


@dataclass(frozen=True)
class State:
    """How letters stand. `way_out` is "" when none is set up; `late` is when the oldest that waits was written."""

    way_out: str
    waiting: int
    late: datetime | None
    last_said: str
    last_at: datetime | None
    refused: list[Refused]
    refused_count: int


def state() -> State:
    """Everything the page shows. Five queries."""
    chosen = settings()
    way_out = (
        f"the mail server {chosen.smtp_host}"
        if chosen.smtp_host
        else "GOV.UK Notify"
        if chosen.notify_key
        else ""
    )
    last = db.session.scalars(
        sa.select(JobRun).where(JobRun.name == "send letters").order_by(JobRun.slot.desc()).limit(1)
    ).first()
    late = db.session.scalar(
        sa.select(sa.func.min(OutboxMessage.created_at)).where(
            OutboxMessage.way == Way.LETTER,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.refused_at.is_(None),
        )
    )
    rows = db.session.execute(
        sa.select(OutboxMessage, User.name, User.public_id)
        .join(User, User.id == OutboxMessage.to_user_id)
        .where(_stopped())
        .order_by(OutboxMessage.refused_at.desc())
        .limit(MOST_SHOWN)
    )
    count = db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage).where(_stopped())) or 0
    return State(
        way_out, outbox.waiting(), late, last.outcome if last else "", last.started_at if last else None,
        [Refused(*row) for row in rows], count,
    )  # fmt: skip


def try_again(actor: Actor, public_id: str) -> None:
    """Let a refused letter go again, say after its reader's address was put right; NotFound when none is."""
    letter = db.session.scalar(
        sa.select(OutboxMessage).where(OutboxMessage.public_id == public_id, _stopped())
    )
    if letter is None:
        raise NotFound
    letter.refused_at, letter.next_try_at, letter.trouble = None, None, ""
    db.session.flush()
    audit.record("letter.tried_again", ("letter", letter.public_id), actor=actor)


def _stopped() -> sa.ColumnElement[bool]:
    return sa.and_(OutboxMessage.way == Way.LETTER, OutboxMessage.refused_at.is_not(None))

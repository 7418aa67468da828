"""The audit trail: append-only, hash-chained, written in the same transaction as what it records."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import PublicId, db
from models.audit import AuditEvent
from participation.rules.people import Actor

START = "0" * 64
PAGE = 5000


def record(action: str, subject: PublicId | tuple[str, str], *, actor: Actor, **details: Any) -> AuditEvent:
    """Append one event (`action` in the past tense: "round.opened"). Put no words of a child and no vote in it."""
    kind, public_id = subject if isinstance(subject, tuple) else _name(subject)
    before = head()
    event = AuditEvent(
        id=before.length + 1, at=now(), actor_id=actor.public_id, actor_name=actor.name, action=action,
        subject_type=kind, subject_id=public_id, details=details, previous_hash=before.hash,
    )  # fmt: skip
    event.hash = hash_of(event)
    db.session.add(event)
    db.session.flush()
    return event


@dataclass(frozen=True)
class Head:
    """The newest link: print it somewhere outside the database and a rewritten chain can be noticed."""

    hash: str
    length: int


def head() -> Head:
    """The newest link of the chain (START and 0 when nothing has been recorded)."""
    newest = db.session.execute(
        sa.select(AuditEvent.hash, AuditEvent.id).order_by(AuditEvent.id.desc()).limit(1)
    ).first()
    return Head(newest.hash, newest.id) if newest else Head(START, 0)


def verify() -> list[str]:
    """Walk the whole chain; returns one plain sentence per fault, so an empty list means it holds."""
    previous, faults, last_id = START, [], 0
    while page := _page_after(last_id):
        for event in page:
            if event.id != last_id + 1:
                faults.append(f"Events {last_id + 1} to {event.id - 1} are missing.")
            if event.previous_hash != previous:
                faults.append(f"Event {event.id} does not follow the event before it.")
            if event.hash != hash_of(event):
                faults.append(f"Event {event.id} was changed after it was written.")
            previous, last_id = event.hash, event.id
        db.session.expunge_all()
    return faults


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over the link before and every recorded value, in one canonical order."""
    values = {
        "at": _instant(event.at), "actor_id": event.actor_id, "actor_name": event.actor_name, "action": event.action,
        "subject_type": event.subject_type, "subject_id": event.subject_id, "details": event.details,
    }  # fmt: skip
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{event.previous_hash}\n{canonical}".encode()).hexdigest()


def _page_after(last_id: int) -> list[AuditEvent]:
    query = sa.select(AuditEvent).where(AuditEvent.id > last_id).order_by(AuditEvent.id).limit(PAGE)
    return list(db.session.scalars(query))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _name(subject: PublicId) -> tuple[str, str]:
    db.session.flush()  # gives a new record its public id
    return type(subject).__name__, subject.public_id

"""What an auditor does: look through the trail, and have the ledger and the chain checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from app import audit
from app.db import db
from app.times import LONDON
from commissioning.services import ledger_check
from governance.rules.audit import Search
from models.audit import AuditEvent
from participation.rules.people import Actor

PAGE = 50
MOST_TAKEN_AWAY = 20_000
FAULTS_KEPT = 20
TRAIL = ("Trail", "all")


@dataclass(frozen=True)
class Page:
    """Events, newest first, and the id to go on from when there are more."""

    events: list[AuditEvent]
    older: int | None


@dataclass(frozen=True)
class Verification:
    """The last time the trail was verified: when, by whom, and the faults found then (none: it held)."""

    at: datetime
    by: str
    chain: int
    ledger: int
    faults: list[str]

    @property
    def holds(self) -> bool:
        """Whether both held."""
        return self.chain == 0 and self.ledger == 0


def trail(search: Search, before: int | None = None, how_many: int = PAGE) -> Page:
    """A page of the trail. One query, by key, however long the trail is."""
    query = _matching(search)
    if before is not None:
        query = query.where(AuditEvent.id < before)
    found = list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(how_many + 1)))
    return Page(found[:how_many], found[how_many - 1].id if len(found) > how_many else None)


def verify(actor: Actor) -> Verification:
    """Check ledger and chain from end to end, and write in the trail that it was done and what came of it."""
    chain, ledger = audit.verify(), ledger_check.faults()
    first = [*chain, *ledger][:FAULTS_KEPT]
    event = audit.record(
        "trail.verified", TRAIL, actor=actor, chain_faults=len(chain), ledger_faults=len(ledger), faults=first
    )
    return _verification(event)


def last_verification() -> Verification | None:
    """The newest verification there was."""
    query = sa.select(AuditEvent).where(AuditEvent.action == "trail.verified")
    event = db.session.scalar(query.order_by(AuditEvent.id.desc()).limit(1))
    return _verification(event) if event else None


def _verification(event: AuditEvent) -> Verification:
    kept = event.details
    return Verification(
        event.at, event.actor_name, kept["chain_faults"], kept["ledger_faults"], kept["faults"]
    )


def _matching(search: Search) -> sa.Select[Any]:
    query = sa.select(AuditEvent)
    if search.words:
        query = query.where(AuditEvent.action.icontains(_dotted(search.words), autoescape=True))
    if search.person:
        query = query.where(AuditEvent.actor_name.icontains(search.person, autoescape=True))
    if search.subject:
        kind, _, public_id = search.subject.rpartition(
            " "
        )  # "Round 7kq2...", as the page shows it, or either part
        query = query.where(_about(kind, public_id))
    if search.first:
        query = query.where(AuditEvent.at >= _midnight(search.first))
    if search.last:
        query = query.where(AuditEvent.at < _midnight(search.last + timedelta(days=1)))
    return query


def _about(kind: str, name: str) -> sa.ColumnElement[bool]:
    if kind:
        return sa.and_(sa.func.lower(AuditEvent.subject_type) == kind.lower(), AuditEvent.subject_id == name)
    return sa.or_(AuditEvent.subject_id == name, sa.func.lower(AuditEvent.subject_type) == name.lower())


def _dotted(words: str) -> str:
    """People read "summary published"; it is kept as "summary.published"."""
    first, *rest = words.strip().split()
    return ".".join([first, "_".join(rest)]) if rest and "." not in first else "_".join([first, *rest])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)

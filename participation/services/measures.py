"""Keeping the counts that services supply, and telling them with small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.measures import ServiceMeasure
from participation.rules.known import known
from participation.rules.measures import (
    Consent,
    ConsentTold,
    Declined,
    Voice,
    VoiceTold,
    check_consent,
    check_period,
    check_voice,
    tell_consent,
    tell_voice,
)
from participation.rules.people import Actor

PAGE = 20


@dataclass(frozen=True)
class Given:
    """What a service supplied, of [since, until)."""

    service: str
    since: date
    until: date
    consent: Consent
    voice: Voice
    source: str


@dataclass(frozen=True)
class Row:
    """One service in one period, as everybody sees it. `until` is the last day, as people say it."""

    service: str
    since: date
    until: date
    source: str
    consent: ConsentTold
    voice: VoiceTold


def add(actor: Actor, given: Given) -> ServiceMeasure:
    """Keep one service's counts of one period. Raises Refusal, naming the field."""
    taken = sa.select(ServiceMeasure.since, ServiceMeasure.until).where(
        sa.func.lower(ServiceMeasure.service) == given.service.lower()
    )
    check_period(
        given.since,
        given.until,
        local_date(now()),
        [(row.since, row.until) for row in db.session.execute(taken)],
    )
    check_consent(given.consent)
    check_voice(given.voice)
    consent, voice = given.consent, given.voice
    made = ServiceMeasure(
        service=given.service, since=given.since, until=given.until, offered=consent.offered,
        accepted=consent.accepted, declined=consent.declined, withdrawn=consent.withdrawn,
        reasons={str(key): many for key, many in consent.reasons.items() if many}, source=given.source,
        primary_reviewed=voice.primary_reviewed, primary_heard=voice.primary_heard,
        secondary_reviewed=voice.secondary_reviewed, secondary_heard=voice.secondary_heard,
        added_at=now(), added_by_id=known(actor),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("measure.added", made, actor=actor, service=given.service)
    return made


def told(page: int = 1) -> tuple[list[Row], int]:
    """(one page, the newest period first and services by their names; number of pages). Two queries."""
    count = db.session.scalar(sa.select(sa.func.count()).select_from(ServiceMeasure)) or 0
    query = sa.select(ServiceMeasure).order_by(
        ServiceMeasure.until.desc(), ServiceMeasure.service, ServiceMeasure.id
    )
    rows = db.session.scalars(query.limit(PAGE).offset(PAGE * (page - 1)))
    return [told_of(one) for one in rows], max(1, -(-count // PAGE))


def told_of(one: ServiceMeasure) -> Row:
    """One service in one period as everybody may see it."""
    reasons = {Declined(key): int(many) for key, many in one.reasons.items()}
    consent = Consent(one.offered, one.accepted, one.declined, one.withdrawn, reasons)
    voice = Voice(one.primary_reviewed, one.primary_heard, one.secondary_reviewed, one.secondary_heard)
    last = one.until - timedelta(days=1)
    return Row(one.service, one.since, last, one.source, tell_consent(consent), tell_voice(voice))

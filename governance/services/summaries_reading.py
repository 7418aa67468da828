"""Reading summaries: what is published, for everyone; the calendar and what waits, for those who make them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import defer, selectinload

from app.db import db
from governance.rules.documents import Document, document_from
from governance.rules.schedules import RHYTHM_WORDS, Slot
from governance.rules.summaries import WAITS_FOR, SummaryState
from governance.services import bodies
from models.bodies import BodySchedule
from models.places import Body
from models.summaries import Summary
from participation.rules.refusals import NotFound

_LIGHT = (selectinload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child))


@dataclass(frozen=True)
class CalendarRow:
    """One body in the clerk's calendar: its rhythm, when it is due next, and its summaries that are not out yet."""

    body: Body
    rhythm: str | None
    next: Slot | None
    waiting: list[Summary]

    def waits_for(self, summary: Summary) -> str:
        """What stands between this summary and its publication."""
        return WAITS_FOR[summary.state]


def latest_published(limit: int = 3) -> list[Summary]:
    """The newest published summaries, with their bodies. Two queries."""
    return published(limit=limit)


def published(body: Body | None = None, limit: int = 50) -> list[Summary]:
    """Published summaries, newest first."""
    query = sa.select(Summary).where(Summary.state == SummaryState.PUBLISHED).options(*_LIGHT)
    if body is not None:
        query = query.where(Summary.body_id == body.id)
    return list(
        db.session.scalars(query.order_by(Summary.published_at.desc(), Summary.id.desc()).limit(limit))
    )


def get_published(public_id: str) -> Summary:
    """A summary everyone may read; raises NotFound for a draft."""
    query = sa.select(Summary).where(Summary.public_id == public_id, Summary.state == SummaryState.PUBLISHED)
    found = db.session.scalar(query.options(selectinload(Summary.body)))
    if found is None:
        raise NotFound
    return found


def before(summary: Summary) -> Summary | None:
    """The published summary of the same body before this one."""
    query = sa.select(Summary).where(
        Summary.body_id == summary.body_id,
        Summary.state == SummaryState.PUBLISHED,
        Summary.until <= summary.since,
    )
    return db.session.scalar(query.options(*_LIGHT).order_by(Summary.until.desc()).limit(1))


def versions(summary: Summary) -> tuple[Document, Document]:
    """The officer's version and the child's, as they are kept."""
    return document_from(summary.officer), document_from(summary.child)


def calendar() -> list[CalendarRow]:
    """Every body, in the order of what is due. Four queries."""
    schedules = {kept.body_id: kept for kept in db.session.scalars(sa.select(BodySchedule))}
    waiting: dict[int, list[Summary]] = {}
    query = sa.select(Summary).where(Summary.state != SummaryState.PUBLISHED).options(*_LIGHT)
    for summary in db.session.scalars(query.order_by(Summary.until)):
        waiting.setdefault(summary.body_id, []).append(summary)
    return [_row(body, schedules.get(body.id), waiting.get(body.id, [])) for body in bodies.list_bodies()]


def _row(body: Body, kept: BodySchedule | None, waiting: list[Summary]) -> CalendarRow:
    if kept is None:
        return CalendarRow(body, None, None, waiting)
    return CalendarRow(body, RHYTHM_WORDS[kept.rhythm], bodies.next_due(kept), waiting)

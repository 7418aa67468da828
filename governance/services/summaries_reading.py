"""Reading summaries: what is published, for everyone; the calendar and what waits, for those who make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload, selectinload

from app.access import Permission, may
from app.db import db
from governance.rules.charting import charts
from governance.rules.documents import Document, document_from
from governance.rules.schedules import RHYTHM_WORDS, Slot
from governance.rules.summaries import OUT, WAITS_FOR, SummaryState
from governance.services import bodies, summaries
from models.bodies import BodySchedule
from models.places import Body
from models.summaries import Summary
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

AN_HOUR = timedelta(hours=1)
_LIGHT = (joinedload(Summary.body), defer(Summary.facts), defer(Summary.officer), defer(Summary.child))


@dataclass(frozen=True)
class CalendarRow:
    """One body in the clerk's calendar: its rhythm, when it is due next, and its summaries that are not out yet."""

    body: Body
    rhythm: str | None
    next: Slot | None
    waiting: list[Summary]
    members: int = 0

    def waits_for(self, summary: Summary) -> str:
        """What stands between this summary and its publication."""
        return WAITS_FOR[summary.state]

    @property
    def has_quorum(self) -> bool:
        """Whether enough people sit on it to decide anything."""
        return 0 < self.members >= self.body.quorum

    @property
    def why_not(self) -> str:
        """Why nothing would be cut for it, in a sentence; empty when something would."""
        if self.members == 0:
            return "It has no members yet, so nobody would be giving the account."
        if self.body.quorum > self.members:
            return (
                f"It needs {self.body.quorum} of its {self.members} members, so it can never decide anything."
            )
        if self.rhythm is None:
            return "It has no schedule, so nothing is drafted."
        return "" if self.next else "Its schedule has ended."


def latest_published(limit: int = 3) -> list[Summary]:
    """The newest published summaries, with their bodies. One query."""
    return published(limit=limit)


def published(body: Body | None = None, limit: int = 50) -> list[Summary]:
    """Published summaries, newest first."""
    query = sa.select(Summary).where(Summary.state.in_(OUT), Summary.replaced_at.is_(None)).options(*_LIGHT)
    if body is not None:
        query = query.where(Summary.body_id == body.id)
    return list(
        db.session.scalars(query.order_by(Summary.published_at.desc(), Summary.id.desc()).limit(limit))
    )


def get_published(public_id: str) -> Summary:
    """A summary everyone may read, in whichever version; raises NotFound for a draft."""
    query = sa.select(Summary).where(Summary.public_id == public_id, Summary.state.in_(OUT))
    found = db.session.scalar(query.options(selectinload(Summary.body)))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Stands:
    """Whether and how a published summary stands at this moment."""

    state: SummaryState
    replaced_at: datetime | None
    audit_head: str | None


def stands(public_id: str) -> Stands:
    """How it stands, in one small query; raises NotFound for a draft."""
    query = sa.select(Summary.state, Summary.replaced_at, Summary.audit_head)
    row = db.session.execute(query.where(Summary.public_id == public_id)).first()
    if row is None or row.state not in OUT:
        raise NotFound
    return Stands(row.state, row.replaced_at, row.audit_head)


def is_late(summary: Summary) -> bool:
    """Whether it was cut well after it was due, because the service was not running."""
    return summary.drafted_at - summary.until > AN_HOUR


def before(summary: Summary) -> Summary | None:
    """The published summary of the same body before this one."""
    query = sa.select(Summary).where(
        Summary.body_id == summary.body_id,
        Summary.state.in_(OUT),
        Summary.replaced_at.is_(None),
        Summary.until <= summary.since,
    )
    return db.session.scalar(query.options(*_LIGHT).order_by(Summary.until.desc()).limit(1))


def versions(summary: Summary) -> tuple[Document, Document]:
    """The officer's version and the child's, as they are kept."""
    return document_from(summary.officer), document_from(summary.child)


def calendar() -> list[CalendarRow]:
    """Every body, by name, with what waits. Constant queries."""
    schedules = {kept.body_id: kept for kept in db.session.scalars(sa.select(BodySchedule))}
    waiting: dict[int, list[Summary]] = {}
    query = (
        sa.select(Summary).where(Summary.state.not_in(OUT), Summary.replaced_at.is_(None)).options(*_LIGHT)
    )
    for summary in db.session.scalars(query.order_by(Summary.until)):
        waiting.setdefault(summary.body_id, []).append(summary)
    found, terms = bodies.list_bodies(), bodies.known_terms()
    members = {body_id: len(seats) for body_id, seats in bodies.members_of(found).items()}
    return [
        _row(body, schedules.get(body.id), waiting.get(body.id, []), members[body.id], terms)
        for body in found
    ]


def _row(
    body: Body, kept: BodySchedule | None, waiting: list[Summary], members: int, terms: bodies.Terms
) -> CalendarRow:
    if kept is None:
        return CalendarRow(body, None, None, waiting, members)
    return CalendarRow(body, RHYTHM_WORDS[kept.rhythm], bodies.next_due(kept, terms), waiting, members)


# The rooms a record can be in, by the first word of its address, and who may open those that not everyone may.
_OPEN_TO_ALL = frozenset({"decisions", "rounds", "deals", "bodies", "answers", "awards"})
_ROOMS = {
    "pots": Permission.SEE_POTS,
    "themes": Permission.THEME_FEEDBACK,
    "proposals": Permission.READ_PROPOSALS,
}


def opens(actor: Actor) -> frozenset[str]:
    """The rooms whose records this reader may open, so that a link never leads to a shut door."""
    return _OPEN_TO_ALL | {room for room, permission in _ROOMS.items() if may(actor, permission)}


def beside(summary: Summary, actor: Actor) -> dict[str, object]:
    """What the full version shows beside its sentences: links, charts, and the summary before it."""
    return {
        "before": before(summary),
        "opens": opens(actor),
        "charts": charts_of(summary),
        "late_by": is_late(summary),
    }


def charts_of(summary: Summary) -> dict[str, list[dict[str, object]]]:
    """The frozen figures that are drawn, by the part they stand in."""
    return charts(summaries.facts_of(summary))

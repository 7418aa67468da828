"""Meetings of a body that are to come: planned, moved, called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from governance.rules import meetings as rules
from governance.rules.meetings import Planned
from models.bodies import BodyMeeting, PlannedMeeting
from models.places import Body
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

MOST_SHOWN = 12


def plan(actor: Actor, body: Body, planned: Planned) -> PlannedMeeting:
    """Plan a meeting; raises Refusal naming the field, as for a day too near or one it meets on already."""
    rules.check_planned(planned, local_date(now()))
    _check_free(body.id, planned, None)
    made = PlannedMeeting(
        body_id=body.id, meets_on=planned.meets_on, at=planned.at, minutes=planned.minutes, place=planned.place,
        changes=0, changed_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record(
        "meeting.planned", made, actor=actor, on=planned.meets_on.isoformat(), sooner=planned.why_sooner
    )
    return made


def change(actor: Actor, meeting: PlannedMeeting, planned: Planned) -> None:
    """Move it, or change its room. Calendars that hold it move their entry."""
    _check_open(meeting)
    moves = (meeting.meets_on, meeting.at) != (planned.meets_on, planned.at)
    rules.check_planned(planned, local_date(now()), moves=moves)
    _check_free(meeting.body_id, planned, meeting.id)
    was = meeting.meets_on
    meeting.meets_on, meeting.at = planned.meets_on, planned.at
    meeting.minutes, meeting.place = planned.minutes, planned.place
    _changed(meeting)
    audit.record(
        "meeting.changed", meeting, actor=actor, was=was.isoformat(), on=planned.meets_on.isoformat(),
        sooner=planned.why_sooner,
    )  # fmt: skip


def call_off(actor: Actor, meeting: PlannedMeeting, why: str) -> None:
    """It does not happen, and why. It keeps its place in calendars, called off."""
    _check_open(meeting)
    rules.check_off(why)
    meeting.off_at, meeting.off_why = now(), why.strip()
    _changed(meeting)
    audit.record("meeting.called_off", meeting, actor=actor, on=meeting.meets_on.isoformat())


def get_meeting(public_id: str) -> PlannedMeeting:
    """One planned meeting; NotFound when there is none."""
    query = sa.select(PlannedMeeting).where(PlannedMeeting.public_id == public_id)
    found = db.session.scalar(query.options(joinedload(PlannedMeeting.body)))
    if found is None:
        raise NotFound
    return found


def coming(body: Body) -> list[PlannedMeeting]:
    """A body's next meetings, soonest first, those called off too."""
    query = sa.select(PlannedMeeting).where(
        PlannedMeeting.body_id == body.id, PlannedMeeting.meets_on >= local_date(now())
    )
    return list(
        db.session.scalars(query.order_by(PlannedMeeting.meets_on, PlannedMeeting.at).limit(MOST_SHOWN))
    )


def to_write_down(body: Body) -> PlannedMeeting | None:
    """The newest meeting that was planned, has begun, and is not written down yet."""
    written = sa.select(BodyMeeting.held_on).where(BodyMeeting.body_id == body.id)
    query = sa.select(PlannedMeeting).where(
        PlannedMeeting.body_id == body.id, PlannedMeeting.off_at.is_(None),
        PlannedMeeting.meets_on <= local_date(now()), PlannedMeeting.meets_on.not_in(written),
    )  # fmt: skip
    found = db.session.scalars(query.order_by(PlannedMeeting.meets_on.desc()).limit(2))
    return next((one for one in found if one.starts <= now()), None)


def between(which: sa.ColumnElement[bool], since: datetime, until: datetime) -> Sequence[PlannedMeeting]:
    """The planned meetings of these bodies between the two, each with its body. One query."""
    query = (
        sa.select(PlannedMeeting).join(PlannedMeeting.body)
        .where(which, PlannedMeeting.meets_on >= local_date(since), PlannedMeeting.meets_on < local_date(until))
        .order_by(PlannedMeeting.meets_on, PlannedMeeting.id).options(joinedload(PlannedMeeting.body))
    )  # fmt: skip
    return db.session.scalars(query).all()


def _check_open(meeting: PlannedMeeting) -> None:
    if meeting.off_at is not None:
        raise Refusal("This meeting is called off.")
    if meeting.meets_on < local_date(now()):
        raise Refusal("That day has passed.")


def _check_free(body_id: int, planned: Planned, but: int | None) -> None:
    """A body meets once a day: a meeting that was held is known by its day."""
    there = sa.select(PlannedMeeting.id).where(
        PlannedMeeting.body_id == body_id,
        PlannedMeeting.meets_on == planned.meets_on,
        PlannedMeeting.off_at.is_(None),
    )
    if (
        db.session.scalars(there if but is None else there.where(PlannedMeeting.id != but)).first()
        is not None
    ):
        raise Refusal("This body meets that day already. Change that meeting instead.", field="meets_on")


def _changed(meeting: PlannedMeeting) -> None:
    meeting.changes += 1
    meeting.changed_at = now()
    db.session.flush()

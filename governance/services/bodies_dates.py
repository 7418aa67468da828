"""Bodies on a calendar: meetings to come, those they held, and when each gives its account."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from app.times import local_date
from governance.rules.meetings import instants
from governance.rules.schedules import slots
from governance.services import meetings as meetings_to_come
from governance.services.bodies import rule_of
from models.bodies import BodyMeeting, BodySchedule, PlannedMeeting
from models.places import Body
from participation.rules.happenings import Happening
from participation.rules.people import Actor, ScopeKind


def happenings_for(actor: Actor, since: datetime, until: datetime) -> list[Happening]:
    """Between the two: every body's for nobody in particular, for a person those they sit on. Three queries."""
    if not actor.is_signed_in:
        return happenings_of(sa.true(), since, until)
    ids = {held.scope_id for held in actor.held if held.scope is ScopeKind.BODY}
    return happenings_of(sa.or_(Body.id.in_(ids), Body.team_id.in_(actor.team_ids)), since, until)


def happenings_of(which: sa.ColumnElement[bool], since: datetime, until: datetime) -> list[Happening]:
    """What these bodies have on the calendar between the two."""
    schedules = db.session.scalars(
        sa.select(BodySchedule).join(BodySchedule.body).where(which).order_by(Body.name)
        .options(joinedload(BodySchedule.body))
    )  # fmt: skip
    meetings = db.session.scalars(
        sa.select(BodyMeeting).join(BodyMeeting.body)
        .where(which, BodyMeeting.held_on >= local_date(since), BodyMeeting.held_on < local_date(until))
        .order_by(BodyMeeting.held_on).options(joinedload(BodyMeeting.body))
    )  # fmt: skip
    planned = meetings_to_come.between(which, since, until)
    known = {(one.body_id, one.meets_on) for one in planned if one.off_at is None}
    return [
        *(_to_come(one) for one in planned),
        *(_met(meeting) for meeting in meetings if (meeting.body_id, meeting.held_on) not in known),
        *(one for schedule in schedules for one in _accounts(schedule, since, until)),
    ]


def _met(meeting: BodyMeeting) -> Happening:
    body = meeting.body
    return Happening(
        f"meeting-{meeting.public_id}",
        f"{body.name} meets",
        meeting.held_on,
        path=f"/bodies/{body.public_id}",
    )


def _to_come(planned: PlannedMeeting) -> Happening:
    body = planned.body
    starts, ends = instants(planned.meets_on, planned.at, planned.minutes)
    return Happening(
        f"planned-{planned.public_id}", f"{body.name} meets", starts, ends, words=planned.off_why or "",
        place=planned.place, path=f"/bodies/{body.public_id}", cancelled=planned.off_at is not None,
        changes=planned.changes,
    )  # fmt: skip


def _accounts(kept: BodySchedule, since: datetime, until: datetime) -> list[Happening]:
    body = kept.body
    coming = takewhile(lambda slot: slot.due < until, slots(rule_of(kept), max(since, kept.set_at)))
    return [
        Happening(
            f"account-{body.public_id}-{slot.name}", f"{body.name} gives its account", slot.due,
            words="The facts are frozen and the summary is drafted at this moment.", path=f"/bodies/{body.public_id}",
        )
        for slot in coming
    ]  # fmt: skip

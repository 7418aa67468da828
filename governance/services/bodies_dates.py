"""Bodies on a calendar: meetings to come, those they held, and when each gives its account.

A young person's own calendar may be seen by anybody at home, and a panel's body tells who is on the panel: there no
entry names a body.
"""

from __future__ import annotations

from collections.abc import Callable
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
from models.places import Body, Team
from participation.rules.happenings import Happening
from participation.rules.people import Actor, Role, ScopeKind
from participation.services import forums_dates

QUIET_ACCOUNT = "Our Part summary"


def happenings_for(actor: Actor, since: datetime, until: datetime) -> list[Happening]:
    """Between the two: every body's for nobody in particular, for a person those they sit on. Four queries at most."""
    if not actor.is_signed_in:
        return happenings_of(sa.true(), since, until)
    ids = {held.scope_id for held in actor.held if held.scope is ScopeKind.BODY}
    panels = set(db.session.scalars(sa.select(Team.id).where(Team.is_panel)))
    young = actor.is_child or actor.has(Role.YOUNG_ADVISOR)
    which = sa.or_(Body.id.in_(ids), Body.team_id.in_(actor.team_ids))
    return happenings_of(which, since, until, lambda body: young or body.team_id in panels)


def happenings_of(
    which: sa.ColumnElement[bool], since: datetime, until: datetime,
    is_quiet: Callable[[Body], bool] = lambda body: False,
) -> list[Happening]:  # fmt: skip
    """What these bodies have on the calendar between the two; those that are quiet say nothing of which body it is."""
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
        *(_to_come(one, is_quiet(one.body)) for one in planned),
        *(
            _met(meeting, is_quiet(meeting.body))
            for meeting in meetings
            if (meeting.body_id, meeting.held_on) not in known
        ),
        *(one for kept in schedules for one in _accounts(kept, since, until, is_quiet(kept.body))),
    ]


def _met(meeting: BodyMeeting, quiet: bool) -> Happening:
    body = meeting.body
    return Happening(
        f"meeting-{meeting.public_id}",
        _meets(body, quiet),
        meeting.began_at or meeting.held_on,
        place=meeting.place,
        path=_path(body, quiet),
    )


def _to_come(planned: PlannedMeeting, quiet: bool) -> Happening:
    body = planned.body
    starts, ends = instants(planned.meets_on, planned.at, planned.minutes)
    return Happening(
        f"planned-{planned.public_id}", _meets(body, quiet), starts, ends,
        words="" if quiet else planned.off_why or "",
        place=planned.place, path=_path(body, quiet), cancelled=planned.off_at is not None,
        changes=planned.changes,
    )  # fmt: skip


def _accounts(kept: BodySchedule, since: datetime, until: datetime, quiet: bool) -> list[Happening]:
    body = kept.body
    coming = takewhile(lambda slot: slot.due < until, slots(rule_of(kept), max(since, kept.set_at)))
    return [
        Happening(
            f"account-{body.public_id}-{slot.name}", QUIET_ACCOUNT if quiet else f"{body.name} gives its account",
            slot.due, words="" if quiet else "The facts are frozen and the summary is drafted at this moment.",
            path=_path(body, quiet),
        )
        for slot in coming
    ]  # fmt: skip


def _meets(body: Body, quiet: bool) -> str:
    return forums_dates.TITLE if quiet else f"{body.name} meets"


def _path(body: Body, quiet: bool) -> str:
    return "/" if quiet else f"/bodies/{body.public_id}"

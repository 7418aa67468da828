"""Bodies: who sits on them, when they give their account, and the meetings they held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from governance.rules.bodies import (
    refuse_begins_later,
    refuse_body,
    refuse_meeting,
    refuse_quorum,
    refuse_term,
)
from governance.rules.meetings import instants
from governance.rules.schedules import Schedule, Slot, next_slots, refuse_schedule
from models.bodies import BodyAttendance, BodyMeeting, BodySchedule, SchoolTerm
from models.people import Membership, User
from models.places import Body, Team
from participation.rules.people import Actor, AgeBand, Role, ScopeKind, SeatKind
from participation.rules.refusals import NotFound
from participation.services import deals_dates

Terms = tuple[tuple[date, date], ...]
SEATED = (Role.CHAIR, Role.TEAM_MEMBER, Role.YOUNG_ADVISOR, Role.BODY_MEMBER)


@dataclass(frozen=True)
class Member:
    """Somebody on a body today. A child's name is for those who work with the body, never for the public page."""

    public_id: str
    user_id: int
    name: str
    role: Role
    seat: SeatKind | None
    is_child: bool


def list_bodies() -> list[Body]:
    """Every body, by name."""
    return list(db.session.scalars(sa.select(Body).order_by(Body.name).options(selectinload(Body.team))))


def get_body(public_id: str) -> Body:
    """One body; raises NotFound. Bodies are public."""
    body = db.session.scalar(sa.select(Body).where(Body.public_id == public_id))
    if body is None:
        raise NotFound
    return body


def members_of(bodies: Iterable[Body]) -> dict[int, list[Member]]:
    """Who sits on each body today, by the body's id: its team's seats, and those given for the body itself."""
    bodies = list(bodies)
    today = local_date(now())
    held = db.session.scalars(
        sa.select(Membership)
        .where(
            Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
            Membership.role.in_(SEATED),
            Membership.scope_kind.in_([ScopeKind.TEAM, ScopeKind.BODY]),
        )
        .options(selectinload(Membership.user))
        .order_by(Membership.id)
    ).all()
    return {body.id: _members(body, held) for body in bodies}


def schedule_of(body: Body) -> BodySchedule | None:
    """When this body gives its account, if that is set."""
    return db.session.scalar(sa.select(BodySchedule).where(BodySchedule.body_id == body.id))


def rule_of(kept: BodySchedule, terms: Terms | None = None) -> Schedule:
    """The schedule as the rules know it. For one in term time the terms are looked up, unless they are given."""
    known: Terms = ()
    if kept.school_days:
        known = known_terms() if terms is None else terms
    return Schedule(kept.rhythm, kept.first_on, kept.at, kept.working_days, kept.last_on, known)


def known_terms() -> Terms:
    """The first and last day of each school term that is written down, in order."""
    query = sa.select(SchoolTerm.starts_on, SchoolTerm.ends_on).order_by(SchoolTerm.starts_on)
    return tuple((start, end) for start, end in db.session.execute(query))


def list_terms() -> list[SchoolTerm]:
    """Every school term written down, newest first."""
    return list(db.session.scalars(sa.select(SchoolTerm).order_by(SchoolTerm.starts_on.desc())))


def add_term(actor: Actor, name: str, starts_on: date, ends_on: date) -> SchoolTerm:
    """Write a school term down; raises Refusal when it ends before it starts or runs into another."""
    refuse_term(
        name, starts_on, ends_on, [(term.name, term.starts_on, term.ends_on) for term in list_terms()]
    )
    made = SchoolTerm(name=name, starts_on=starts_on, ends_on=ends_on)
    db.session.add(made)
    db.session.flush()
    deals_dates.plan_again()
    audit.record(
        "school_term.added", ("SchoolTerm", str(starts_on)), actor=actor, ends_on=ends_on.isoformat()
    )
    return made


def add_body(actor: Actor, name: str, team: Team | None, quorum: int) -> Body:
    """Set up a body that will give an account; raises Refusal for a name that is taken."""
    refuse_body(name, quorum, {body.name.casefold() for body in list_bodies()})
    made = Body(name=name, team_id=team.id if team else None, quorum=quorum)
    db.session.add(made)
    db.session.flush()
    audit.record("body.added", made, actor=actor, name=name, quorum=quorum)
    return made


def set_quorum(actor: Actor, body: Body, quorum: int) -> None:
    """Set how many members it needs to decide anything. Meetings held keep the number they had."""
    refuse_quorum(quorum, len(members_of([body])[body.id]))
    before, body.quorum = body.quorum, quorum
    db.session.flush()
    audit.record("body.quorum_set", body, actor=actor, before=before, quorum=quorum)


def next_due(kept: BodySchedule, terms: Terms | None = None) -> Slot | None:
    """The next time a summary is due, if the schedule has not ended."""
    found = next_slots(rule_of(kept, terms), max(now(), kept.set_at))
    return found[0] if found else None


def set_schedule(actor: Actor, body: Body, schedule: Schedule, *, school_days: bool = False) -> BodySchedule:
    """Set when the body gives its account, from now on; raises Refusal for a schedule that would never come round."""
    if school_days:
        schedule = replace(schedule, terms=known_terms())
    refuse_schedule(
        schedule, now(), len(members_of([body])[body.id]), school_days=school_days, quorum=body.quorum
    )
    kept = schedule_of(body) or BodySchedule(body_id=body.id)
    kept.rhythm, kept.first_on, kept.at = schedule.rhythm, schedule.first_on, schedule.at
    kept.working_days, kept.last_on, kept.set_at = schedule.working_days, schedule.last_on, now()
    kept.school_days = school_days
    db.session.add(kept)
    db.session.flush()
    audit.record(
        "body.schedule_set", body, actor=actor, rhythm=schedule.rhythm, first_on=schedule.first_on.isoformat(),
        at=schedule.at.isoformat("minutes"), working_days=schedule.working_days, school_days=school_days,
        last_on=schedule.last_on and schedule.last_on.isoformat(),
    )  # fmt: skip
    return kept


def record_meeting(
    actor: Actor, body: Body, held_on: date, present: Iterable[str], apologies: int, *,
    at: time | None = None, place: str = "",
) -> BodyMeeting:  # fmt: skip
    """Write down a meeting, when (on London's clocks) and where it was, and which members (by public id) were there.

    Raises Refusal for one that cannot have been.
    """
    began = instants(held_on, at, 0)[0] if at else None
    members = {member.public_id: member for member in members_of([body])[body.id]}
    there = [members[public_id] for public_id in dict.fromkeys(present) if public_id in members]
    earlier = set(db.session.scalars(sa.select(BodyMeeting.held_on).where(BodyMeeting.body_id == body.id)))
    refuse_meeting(held_on, local_date(now()), earlier, len(there), apologies, len(members))
    refuse_begins_later(began, now())
    meeting = BodyMeeting(
        body_id=body.id, held_on=held_on, began_at=began, place=place, quorum=body.quorum, apologies=apologies,
        recorded_at=now(),
    )  # fmt: skip
    meeting.attendance = [BodyAttendance(user_id=member.user_id, seat=member.seat) for member in there]
    db.session.add(meeting)
    db.session.flush()
    audit.record("body.met", body, actor=actor, held_on=held_on.isoformat(), present=len(there))
    return meeting


def meetings_after(body: Body, day: date) -> list[BodyMeeting]:
    """The meetings held on that day or later, newest first, with who was there."""
    query = sa.select(BodyMeeting).where(BodyMeeting.body_id == body.id, BodyMeeting.held_on >= day)
    return list(
        db.session.scalars(
            query.order_by(BodyMeeting.held_on.desc()).options(selectinload(BodyMeeting.attendance))
        )
    )


def get_meeting(body: Body, public_id: str) -> BodyMeeting:
    """One meeting of this body; raises NotFound."""
    query = sa.select(BodyMeeting).where(BodyMeeting.body_id == body.id, BodyMeeting.public_id == public_id)
    found = db.session.scalar(query.options(selectinload(BodyMeeting.attendance)))
    if found is None:
        raise NotFound
    return found


def get_team(public_id: str) -> Team | None:
    """A community team by its public id; None for "the whole council"."""
    return db.session.scalar(sa.select(Team).where(Team.public_id == public_id))


def list_teams() -> list[Team]:
    """Every team, by name."""
    return list(db.session.scalars(sa.select(Team).order_by(Team.name)))


def meetings_of(body: Body, limit: int = 6) -> list[BodyMeeting]:
    """The newest meetings, with who was there counted by seat."""
    query = sa.select(BodyMeeting).where(BodyMeeting.body_id == body.id)
    newest = query.order_by(BodyMeeting.held_on.desc()).limit(limit)
    return list(db.session.scalars(newest.options(selectinload(BodyMeeting.attendance))))


def _members(body: Body, held: Iterable[Membership]) -> list[Member]:
    mine: dict[int, Member] = {}
    for m in held:
        here = (m.scope_kind, m.scope_id) in {(ScopeKind.TEAM, body.team_id), (ScopeKind.BODY, body.id)}
        if here and m.scope_id is not None and m.user.is_active:
            mine.setdefault(m.user_id, _member(m, m.user))
    return sorted(
        mine.values(), key=lambda member: (member.role is not Role.CHAIR, member.is_child, member.name)
    )


def _member(held: Membership, user: User) -> Member:
    child = user.age_band is not None and user.age_band is not AgeBand.ADULT
    return Member(user.public_id, user.id, user.name, held.role, held.seat, child)

"""Seats given on a body itself: of the whole council's bodies, and of people beside a team's own seats."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from governance.rules.bodies import refuse_seat
from governance.services import bodies
from models.people import Membership, User
from models.places import Body
from participation.rules.people import Actor, Role, ScopeKind, SeatKind
from participation.rules.refusals import NotFound
from participation.services import people, people_named


def give(actor: Actor, body: Body, signs_in_as: str, seat: SeatKind) -> Membership:
    """Give somebody a seat on the body from today; raises Refusal naming the field. It lets them do nothing else."""
    user = people_named.who_signs_in(signs_in_as)
    sits = any(member.user_id == user.id for member in bodies.members_of([body])[body.id])
    people_named.refuse_beside(user, Role.BODY_MEMBER, field="signs_in_as")
    held = people.held_today(user, local_date(now()))
    refuse_seat(seat, user.age_band, is_advisor=any(m.role is Role.YOUNG_ADVISOR for m in held), sits=sits)
    made = _seat_of(body, user.id) or Membership(
        user_id=user.id, role=Role.BODY_MEMBER, scope_kind=ScopeKind.BODY, scope_id=body.id
    )
    made.seat, made.starts_on, made.ends_on = seat, local_date(now()), None
    db.session.add(made)
    db.session.flush()
    db.session.expire(user, ["memberships"])
    audit.record("body.seat_given", body, actor=actor, person=user.public_id, seat=str(seat))
    return made


def end(actor: Actor, body: Body, person_id: str) -> None:
    """End a seat given on the body today; meetings held keep who was there. NotFound for one there is not."""
    user = db.session.scalar(sa.select(User).where(User.public_id == person_id))
    found = _seat_of(body, user.id) if user else None
    if found is None or (found.ends_on is not None and found.ends_on <= local_date(now())):
        raise NotFound
    found.ends_on = local_date(now())
    db.session.flush()
    audit.record("body.seat_ended", body, actor=actor, person=person_id)


def _seat_of(body: Body, user_id: int) -> Membership | None:
    return db.session.scalar(
        sa.select(Membership).where(
            Membership.user_id == user_id, Membership.role == Role.BODY_MEMBER,
            Membership.scope_kind == ScopeKind.BODY, Membership.scope_id == body.id,
        )
    )  # fmt: skip

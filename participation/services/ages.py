"""Birthdays: telling people before one changes what they may do, and writing down the new band on the day."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit, outbox
from app.ages import age_of, keep
from app.db import db
from app.times import local_date
from models.people import Membership, User
from participation.rules.ages import Age, is_soon
from participation.rules.people import Actor, Role, ScopeKind
from participation.services import panels

SUBJECT = "Something changes for you soon"
TELLS = "What you may do in Our Part changes on a day that is coming. Sign in to read what changes and what stays."
SUPPORTERS = (
    "What a young advisor you support may do in Our Part changes soon. Sign in, and talk it over with them."
)


def keep_due(now: datetime) -> str:
    """Write down every band that has begun by today in London, and write to those whose next birthday is near."""
    today = local_date(now)
    query = sa.select(User).where(User.turns_sealed.is_not(None), User.is_active).order_by(User.id)
    users = list(db.session.scalars(query.options(selectinload(User.memberships))))
    told = outbox.keys_like("turns:")
    supporters = panels.supporters_of({user.id for user in users})
    changed = 0
    for user in users:
        was, age = user.age_band, age_of(user, today)
        if age is None:
            continue
        if age.band is not was or age.is_alumni:
            _begin(user, age, now)
            changed += 1
        if is_soon(age, today) and f"turns:{user.public_id}:{age.turns}" not in told:
            _tell(user, age, supporters[user.id])
    return f"{changed} {'age band' if changed == 1 else 'age bands'} changed."


def _begin(user: User, age: Age, now: datetime) -> None:
    keep(user, age)
    if age.is_alumni:
        _end_seats(user, now)
    audit.record("person.age_band_changed", user, actor=Actor.system())


def _end_seats(user: User, now: datetime) -> None:
    """A young advisor's seats end; they stay with us as a resident. What was done under them stands."""
    today = local_date(now)
    for seat in user.memberships:
        if seat.role is Role.YOUNG_ADVISOR and (seat.ends_on is None or seat.ends_on > today):
            seat.ends_on = today
    if not any(one.role is Role.RESIDENT for one in user.memberships):
        user.memberships.append(Membership(role=Role.RESIDENT, scope_kind=ScopeKind.COUNCIL, starts_on=today))


def _tell(user: User, age: Age, supporters: list[User]) -> None:
    """One letter to them, and one to each supporter. Neither says a day, an age or a name."""
    key = f"turns:{user.public_id}:{age.turns}"
    outbox.post(user.id, SUBJECT, TELLS, dedupe_key=key, path="/panel/you")
    for one in supporters:
        outbox.post(one.id, SUBJECT, SUPPORTERS, dedupe_key=f"{key}:{one.public_id}", path="/panel/you")

"""From the signed-in session to the Actor every service is given."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import g
from flask_login import current_user

from app.ages import age_of
from app.clock import now
from app.db import db
from app.times import day
from models.panels import Vetting
from models.people import User
from participation.rules.people import Actor, Held, Role, SeatKind
from participation.rules.vetting import CHILD_CONTACT, why_paused

LONDON = ZoneInfo("Europe/London")


def current_actor() -> Actor:
    """Who is asking now; worked out once a request."""
    if "actor" not in g:
        user = getattr(current_user, "user", None)
        g.actor = actor_from(user) if user is not None else Actor.nobody()
    found: Actor = g.actor
    return found


def actor_from(user: User) -> Actor:
    """The actor a user is today: only memberships that have begun and not ended count, by their age of today.

    A role with child contact stops while a check has run out; at 22 a young advisor's seats become a resident's.
    """
    today = now().astimezone(LONDON).date()
    held = tuple(
        Held(m.role, m.scope_kind, m.scope_id, m.seat)
        for m in user.memberships
        if _holds(m.starts_on, m.ends_on, today)
    )
    age = age_of(user, today)
    if age is not None and age.is_alumni:
        held = _as_alumni(held)
    paused, why = _paused(user, {one.role for one in held} & CHILD_CONTACT, today)
    kept = tuple(one for one in held if one.role not in paused)
    return Actor(user.id, user.public_id, user.name, kept, age.band if age else None, paused, why)


def _as_alumni(held: tuple[Held, ...]) -> tuple[Held, ...]:
    kept = tuple(one for one in held if one.seat is not SeatKind.YOUNG and one.role is not Role.YOUNG_ADVISOR)
    return kept if len(kept) == len(held) else (*kept, Held(Role.RESIDENT))


def _paused(user: User, roles: set[Role], today: date) -> tuple[frozenset[Role], str]:
    if not roles:
        return frozenset(), ""
    query = sa.select(Vetting).where(Vetting.user_id == user.id).order_by(Vetting.id)
    expires = {row.kind: row.expires_on for row in db.session.scalars(query)}
    days = {kind: day(on) for kind, on in expires.items()}
    found = {role: why_paused(role, expires, today, days) for role in roles}
    whys = sorted({why for why in found.values() if why})
    return frozenset(role for role, why in found.items() if why), " ".join(whys)


def _holds(starts: date, ends: date | None, today: date) -> bool:
    return starts <= today and (ends is None or today < ends)

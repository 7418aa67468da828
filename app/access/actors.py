"""From the signed-in session to the Actor every service is given."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from flask import g
from flask_login import current_user

from app.clock import now
from models.people import User
from participation.rules.people import Actor, Held

LONDON = ZoneInfo("Europe/London")


def current_actor() -> Actor:
    """Who is asking now; worked out once a request."""
    if "actor" not in g:
        user = getattr(current_user, "user", None)
        g.actor = actor_from(user) if user is not None else Actor.nobody()
    found: Actor = g.actor
    return found


def actor_from(user: User) -> Actor:
    """The actor a user is today: only memberships that have begun and not ended count."""
    today = now().astimezone(LONDON).date()
    held = tuple(
        Held(m.role, m.scope_kind, m.scope_id, m.seat)
        for m in user.memberships
        if _holds(m.starts_on, m.ends_on, today)
    )
    return Actor(user.id, user.public_id, user.name, held, user.age_band)


def _holds(starts: date, ends: date | None, today: date) -> bool:
    return starts <= today and (ends is None or today < ends)

"""Calendars: everybody's dates, one body's, and a person's own behind a random key."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from governance.services import bodies_dates
from models.notices import PersonalKey
from models.people import User
from models.places import Body
from participation.rules.happenings import Happening
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
# Each of these modules offers `happenings_for(actor, since, until) -> list[Happening]`; nobody signed in gets what is
# for everybody.
SOURCES = (
    "commissioning.services.rounds_dates",
    "governance.services.bodies_dates",
    "participation.services.forums_dates",
)


def for_everybody() -> list[Happening]:
    """What anybody may know of."""
    return _of(Actor.nobody())


def of_key(key: str) -> list[Happening]:
    """The dates of whoever this key was made for; NotFound when it opens nothing (any more)."""
    user = db.session.scalar(
        sa.select(User)
        .join(PersonalKey, PersonalKey.user_id == User.id)
        .where(PersonalKey.calendar == key, User.is_active)
        .options(selectinload(User.memberships))
    )
    if user is None:
        raise NotFound
    return _of(actor_from(user))


def of_body(body: Body) -> list[Happening]:
    """One body's dates."""
    return bodies_dates.happenings_of(Body.id == body.id, now() - BACK, now() + AHEAD)


def _of(actor: Actor) -> list[Happening]:
    since, until = now() - BACK, now() + AHEAD
    return [one for name in SOURCES for one in import_module(name).happenings_for(actor, since, until)]

"""Somebody's age, worked out now from their band and the sealed day the next one begins."""

from __future__ import annotations

from datetime import date

from app.clock import now
from app.sealed import place, seal, unseal
from app.times import local_date
from models.people import User
from participation.rules.ages import Age, age_on


def age_of(user: User, on: date | None = None) -> Age | None:
    """Their age on `on` (today); None for somebody whose band is not known."""
    if user.age_band is None:
        return None
    noted = Age(user.age_band, _turns_on(user))
    return age_on(noted, on or local_date(now()))


def keep(user: User, age: Age) -> None:
    """Keep a band and the day the next begins; the day is sealed to this person's row."""
    user.age_band = age.band
    user.turns_sealed = seal(age.turns_on.isoformat(), _place(user)) if age.turns_on else None


def _turns_on(user: User) -> date | None:
    return date.fromisoformat(unseal(user.turns_sealed, _place(user))) if user.turns_sealed else None


def _place(user: User) -> str:
    return place("users", user.public_id, "turns_on", 1)

"""Requests about data that wait for an answer, soonest due first."""

from __future__ import annotations

from app.clock import now
from app.times import local_date, london_day_begins
from participation.rules.needs import Need
from participation.rules.people import Actor
from participation.services import requests

INDEX = "/data-requests"


def needs_for(actor: Actor) -> list[Need]:
    """One line for the data protection officer and the desk."""
    if not actor.has(*requests.ANSWERERS) or not (found := requests.waiting(actor)):
        return []
    many = "One person waits" if len(found) == 1 else f"{len(found)} people wait"
    first = found[0].due_on
    late = first < local_date(now())
    return [
        Need(
            f"{many} for an answer about data",
            INDEX,
            due=london_day_begins(first),
            late=late,
            action="Answer",
        )
    ]

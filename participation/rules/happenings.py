"""Something on a calendar: a vote that opens, a meeting, a forum, a day an account is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Happening:
    """`key` stays the same when the day is moved, so a calendar moves the entry it has. Starts and ends are both
    moments (aware) or both days; without an end it is over at once, or lasts that day.
    """

    key: str
    title: str
    starts: datetime | date
    ends: datetime | date | None = None
    words: str = ""
    place: str = ""
    path: str = ""  # the page of ours it is about
    cancelled: bool = False
    changes: int = (
        0  # how often it was changed: programs take a higher number for the newer word (RFC 5545, SEQUENCE)
    )

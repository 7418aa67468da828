"""Meetings to come: when, on London's clocks, and with how much notice.

Five clear days of notice of a meeting are Schedule 12 of the Local Government Act 1972 (paragraph 4), counted in
working days; sooner is allowed for an urgent one, when people are told why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from participation.rules.refusals import Refusal
from participation.rules.working_days import LONDON, day_after

CLEAR_DAYS = 5
LONGEST_MINUTES, FURTHEST = 8 * 60, timedelta(days=2 * 366)
SHORTEST_WHY = 10


@dataclass(frozen=True)
class Planned:
    """When and where. `why_sooner` is asked only with less notice than five clear working days."""

    meets_on: date
    at: time
    minutes: int
    place: str
    why_sooner: str = ""


def instants(meets_on: date, at: time, minutes: int) -> tuple[datetime, datetime]:
    """When it begins and ends, in UTC, whatever London's clocks do that day."""
    starts = datetime.combine(meets_on, at, tzinfo=LONDON).astimezone(UTC)
    return starts, starts + timedelta(minutes=minutes)


def check_planned(planned: Planned, today: date, *, moves: bool = True) -> None:
    """Refuse, naming the field, a meeting nobody could come to in time. A change of room alone needs no notice."""
    if planned.meets_on < today:
        raise Refusal("That day has passed. Choose a later day.", field="meets_on")
    if planned.meets_on > today + FURTHEST:
        raise Refusal("That is more than two years away. Choose a nearer day.", field="meets_on")
    if not 0 < planned.minutes <= LONGEST_MINUTES:
        raise Refusal(f"Write how long it lasts in minutes, up to {LONGEST_MINUTES}", field="minutes")
    first = day_after(today, CLEAR_DAYS + 1)
    if moves and planned.meets_on < first and len(planned.why_sooner.strip()) < SHORTEST_WHY:
        raise Refusal(
            f"People are told five clear working days before a meeting: from {first:%A} {first.day} {first:%B}. "
            "If it cannot wait, say why below.", field="meets_on",
        )  # fmt: skip


def check_off(why: str) -> None:
    """Refuse (field "why") to call a meeting off without telling people why."""
    if len(why.strip()) < SHORTEST_WHY:
        raise Refusal("Say why, in a few words: everybody who would have come reads it", field="why")

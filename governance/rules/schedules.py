"""When a body's summary is due: on London's clocks, across their changes, moved to a working day when asked.

A slot is named by the day it would fall on before it is moved. So changing the rule that moves it, or the hour,
never makes the same slot happen twice.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice
from zoneinfo import ZoneInfo

from participation.rules.refusals import Refusal
from participation.rules.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
FURTHEST_FIRST = timedelta(days=2 * 366)
FURTHEST = date(2200, 1, 1)


class Rhythm(StrEnum):
    """How often a body gives its account."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


RHYTHM_WORDS = {
    Rhythm.WEEKLY: "every week",
    Rhythm.MONTHLY: "every month",
    Rhythm.QUARTERLY: "every three months",
    Rhythm.YEARLY: "every year",
}
_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


@dataclass(frozen=True)
class Schedule:
    """`first_on` and then every rhythm, at `at` in London, no later than `last_on`.

    With `terms` (first and last day of each school term known) a slot in a holiday moves to the next school day; those
    that would meet there are one.
    """

    rhythm: Rhythm
    first_on: date
    at: time = time(18)
    working_days: bool = True
    last_on: date | None = None
    terms: tuple[tuple[date, date], ...] = ()

    def day(self, number: int) -> date:
        """The day of the slot with this number (0 is the first), before it is moved to a working day."""
        if self.rhythm is Rhythm.WEEKLY:
            return self.first_on + timedelta(weeks=number)
        return _months_later(self.first_on, _MONTHS[self.rhythm] * number)


@dataclass(frozen=True)
class Slot:
    """One time a summary is due: `name` (its unmoved day, ISO) and the instant, in UTC."""

    name: str
    due: datetime


def slots(schedule: Schedule, after: datetime) -> Iterator[Slot]:
    """Every slot due later than `after`, in order; ends when the schedule does."""
    before = None
    for number in count():
        day = schedule.day(number)
        if day > (schedule.last_on or FURTHEST):
            return
        slot = Slot(day.isoformat(), _instant(schedule, day))
        if slot.due > after and slot.due != before:
            yield slot
        before = slot.due


def due_slots(schedule: Schedule, after: datetime, now: datetime) -> list[Slot]:
    """The slots due later than `after` and by `now`: all that were missed, oldest first."""
    found = []
    for slot in slots(schedule, after):
        if slot.due > now:
            break
        found.append(slot)
    return found


def next_slots(schedule: Schedule, after: datetime, how_many: int = 1) -> list[Slot]:
    """The next few slots, fewer when the schedule ends before them."""
    return list(islice(slots(schedule, after), how_many))


def period_before(schedule: Schedule, slot: Slot) -> datetime:
    """Where the period of a body's very first summary begins: one rhythm before it was due."""
    day = date.fromisoformat(slot.name)
    earlier = day - timedelta(weeks=1) if schedule.rhythm is Rhythm.WEEKLY else _months_later(
        day, -_MONTHS[schedule.rhythm]
    )  # fmt: skip
    return datetime.combine(earlier, schedule.at, tzinfo=LONDON).astimezone(UTC)


def refuse_schedule(
    schedule: Schedule, now: datetime, members: int, *, school_days: bool = False, quorum: int = 1
) -> None:
    """Raise Refusal for a schedule that would never come round, or that nobody stands behind."""
    today = now.astimezone(LONDON).date()
    if members == 0:
        raise Refusal(
            "This body has no members yet, so nobody would be giving the account. Add its members first."
        )
    if quorum < 1 or quorum > members:
        raise Refusal(
            f"This body needs {quorum} of its {members} members to decide anything, so it never could. "
            "Set how many it needs first."
        )
    if school_days and not any(end >= schedule.first_on for _, end in schedule.terms):
        raise Refusal(
            "No school term is written down from that day on. Write the term dates down first.",
            field="working_days",
        )
    if schedule.first_on < today:
        raise Refusal("The first day has passed. Choose today or a later day.", field="first_on")
    if schedule.first_on > today + FURTHEST_FIRST:
        raise Refusal("The first day is more than two years away. Choose a nearer one.", field="first_on")
    if schedule.last_on is not None and schedule.last_on < schedule.first_on:
        raise Refusal(
            "This schedule would never come round: its last day is before its first.", field="last_on"
        )
    if not next_slots(schedule, now):
        raise Refusal(
            "This schedule would never come round: its only time today has passed. Choose a later day or time.",
            field="at",
        )


def _instant(schedule: Schedule, day: date) -> datetime:
    """An hour the clocks skip is read as the hour after it; one they repeat is its first time round."""
    while not _is_met_on(schedule, day):
        day += timedelta(days=1)
    return datetime.combine(day, schedule.at, tzinfo=LONDON).astimezone(UTC)


def _is_met_on(schedule: Schedule, day: date) -> bool:
    """Whether a slot may fall on such a day. Beyond the terms that are known, any working day will do."""
    if schedule.terms:
        beyond = day > max(end for _, end in schedule.terms) or day < min(
            start for start, _ in schedule.terms
        )
        return is_working_day(day) and (beyond or any(start <= day <= end for start, end in schedule.terms))
    return not schedule.working_days or is_working_day(day)


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

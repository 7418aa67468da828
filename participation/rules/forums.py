"""When a forum meets: weekly or monthly, on London's clocks, not on bank holidays, and in term when it says so.

Monthly is the same weekday of the month ("the second Tuesday"), as people say it. A day is named by its date, which
stays its name when it is called off, so notes and calendars keep hold of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from participation.rules.refusals import Refusal
from participation.rules.working_days import BANK_HOLIDAYS

LONDON = ZoneInfo("Europe/London")
WEEK = timedelta(weeks=1)
FURTHEST = timedelta(days=2 * 366)
LONGEST_MINUTES = 8 * 60


class Rhythm(StrEnum):
    """How often a forum meets."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


RHYTHM_NAMES: dict[Rhythm, tuple[str, str]] = {
    Rhythm.WEEKLY: ("Every week", "On the same weekday."),
    Rhythm.MONTHLY: ("Every month", "On the same weekday of the month, like the second Tuesday."),
}
_ORDER = ("first", "second", "third", "fourth", "last")


@dataclass(frozen=True)
class Term:
    """A school term, both days included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Plan:
    """The first day and then every rhythm, at a time in London."""

    rhythm: Rhythm
    first_on: date
    at: time
    minutes: int
    in_term: bool = False


@dataclass(frozen=True)
class Meeting:
    """One day a forum meets, or why it does not."""

    on: date
    starts: datetime
    ends: datetime
    off: str = ""


def meetings(plan: Plan, terms: Sequence[Term], since: date, until: date) -> list[Meeting]:
    """Every day of its rhythm from `since` to `until`, both included, with why some are off."""
    found = []
    for on in _days(plan):
        if on > until:
            break
        if on >= since:
            found.append(meeting_on(plan, terms, on))
    return found


def is_day(plan: Plan, on: date) -> bool:
    """Whether this is one of its days."""
    return any(day == on for day in _until(plan, on))


def meeting_on(plan: Plan, terms: Sequence[Term], on: date) -> Meeting:
    """The meeting of a day: its two instants, in UTC, and why it is off."""
    starts = datetime.combine(on, plan.at, tzinfo=LONDON).astimezone(UTC)
    return Meeting(on, starts, starts + timedelta(minutes=plan.minutes), _why_off(plan, terms, on))


def rhythm_words(plan: Plan) -> str:
    """ "Every Tuesday", "The second Tuesday of the month"."""
    if plan.rhythm is Rhythm.WEEKLY:
        return f"Every {plan.first_on:%A}"
    return f"The {_ORDER[_nth(plan.first_on)]} {plan.first_on:%A} of the month"


def check_plan(plan: Plan, today: date) -> None:
    """Raise Refusal, naming the field, for a forum that could not meet."""
    if plan.first_on < today:
        raise Refusal("That day has passed. Choose today or a later day.", field="first_on")
    if plan.first_on > today + FURTHEST:
        raise Refusal("That is more than two years away. Choose a nearer day.", field="first_on")
    if not 0 < plan.minutes <= LONGEST_MINUTES:
        raise Refusal("Write how long it lasts in minutes, up to 480", field="minutes")


def kinds_on(on: date, today: date) -> tuple[bool, ...]:
    """What can be written about a day: an agenda item (False) until it is over, a note (True) from the day itself."""
    return tuple(is_note for is_note, open_ in ((False, on >= today), (True, on <= today)) if open_)


def check_words(on: date, today: date, *, is_note: bool) -> None:
    """Raise Refusal (field "kind") for notes of a day to come, or something to talk about on a day that has passed."""
    if is_note not in kinds_on(on, today):
        raise Refusal(
            "That day is still to come. Write what was said on the day or after it."
            if is_note
            else "That day has passed. Put it on the agenda of a day to come.",
            field="kind",
        )


def _why_off(plan: Plan, terms: Sequence[Term], on: date) -> str:
    if on in BANK_HOLIDAYS:
        return "It is a bank holiday."
    known = [term for term in terms if term.starts_on.year == on.year or term.ends_on.year == on.year]
    if plan.in_term and known and not any(term.starts_on <= on <= term.ends_on for term in known):
        return "It is the school holidays."
    return ""


def _days(plan: Plan) -> Iterator[date]:
    if plan.rhythm is Rhythm.WEEKLY:
        on = plan.first_on
        while True:
            yield on
            on += WEEK
    year, month, nth = plan.first_on.year, plan.first_on.month, _nth(plan.first_on)
    while True:
        yield _nth_weekday(year, month, plan.first_on.weekday(), nth)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _until(plan: Plan, on: date) -> Iterator[date]:
    for day in _days(plan):
        if day > on:
            return
        yield day


def _nth(on: date) -> int:
    """0 for the first of its weekday in the month; a fifth is the last."""
    return min((on.day - 1) // 7, 4)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    on = first + timedelta(days=(weekday - first.weekday()) % 7) + nth * WEEK
    return on if on.month == month else on - WEEK

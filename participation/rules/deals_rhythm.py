"""How often both sides are asked how a Deal goes, and on which working day next."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from participation.rules.working_days import day_after, is_working_day


class Rhythm(StrEnum):
    """How often."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    TERMLY = "termly"
    QUARTERLY = "quarterly"


RHYTHM_WORDS: dict[Rhythm, str] = {
    Rhythm.WEEKLY: "Every week",
    Rhythm.MONTHLY: "Every month",
    Rhythm.TERMLY: "Once a school term",
    Rhythm.QUARTERLY: "Every three months",
}
# Beyond the terms the council has written down: near the end of each term of an English school year, while classes
# still meet: (month, day).
TERM_DAYS = ((3, 10), (7, 1), (12, 1))
TWO_WEEKS = timedelta(days=14)
LONGEST_HALF_TERM = timedelta(
    days=12
)  # from a last day to a first day; a longer gap is a holiday between terms

Terms = Sequence[tuple[date, date]]  # the first and last day of each, in order


def next_after(rhythm: Rhythm, on: date, terms: Terms = ()) -> date:
    """The next day to check in, after `on`: always later, and always a working day.

    Once a term is two weeks before the end of each term that is written down; halves of a term count as one.
    """
    if rhythm is Rhythm.TERMLY:
        return _in_term(on, whole_terms(terms))
    found = (
        on + timedelta(days=7)
        if rhythm is Rhythm.WEEKLY
        else _months_on(on, 1 if rhythm is Rhythm.MONTHLY else 3)
    )
    return found if is_working_day(found) else day_after(found, 1)


def whole_terms(terms: Terms) -> list[tuple[date, date]]:
    """The terms with their halves put together: a council may write down "Autumn, first half" and "second half"."""
    found: list[tuple[date, date]] = []
    for start, end in sorted(terms):
        if found and start - found[-1][1] <= LONGEST_HALF_TERM:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _in_term(on: date, terms: list[tuple[date, date]]) -> date:
    for start, end in terms:
        if (day := _check_in_day(start, end)) > on:
            return day
    on = max([on, *(end for _, end in terms)])
    days = [date(year, *day) for year in (on.year, on.year + 1) for day in TERM_DAYS]
    found = next(day for day in days if day > on)
    return found if is_working_day(found) else day_after(found, 1)


def _check_in_day(start: date, end: date) -> date:
    """Two weeks before the end of a term, or its first day when it is shorter: a working day in it, if it has one."""
    wanted = max(start, end - TWO_WEEKS)
    ahead = (wanted + timedelta(days=n) for n in range((end - wanted).days + 1))
    return next((day for day in ahead if is_working_day(day)), wanted)


def _months_on(on: date, months: int) -> date:
    """The same day of the month, or its last day when it has none such."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))

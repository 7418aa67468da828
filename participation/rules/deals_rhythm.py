"""How often both sides are asked how a Deal goes, and on which working day next."""

from __future__ import annotations

from calendar import monthrange
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
# Near the end of each term of an English school year, while classes still meet: (month, day).
TERM_DAYS = ((3, 10), (7, 1), (12, 1))


def next_after(rhythm: Rhythm, on: date) -> date:
    """The next day to check in, after `on`: always later, and always a working day."""
    if rhythm is Rhythm.WEEKLY:
        found = on + timedelta(days=7)
    elif rhythm is Rhythm.TERMLY:
        days = [date(year, *day) for year in (on.year, on.year + 1) for day in TERM_DAYS]
        found = next(day for day in days if day > on)
    else:
        found = _months_on(on, 1 if rhythm is Rhythm.MONTHLY else 3)
    return found if is_working_day(found) else day_after(found, 1)


def _months_on(on: date, months: int) -> date:
    """The same day of the month, or its last day when it has none such."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))

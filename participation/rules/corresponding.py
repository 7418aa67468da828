"""Months in law: a period of months ends with the day of the same number, or the month's last when there is none.

Source: Dodds v Walker [1981] 1 WLR 1027 (the corresponding date rule); the Information Commissioner counts the month
for answering a request in the same way, and to the next working day. A day lasts until London's midnight.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from participation.rules.working_days import LONDON, is_working_day


def corresponding_day(start: date, months: int) -> date:
    """The day a period of so many months from `start` ends with."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def ends_at(start: datetime, *, months: int = 0, days: int = 0) -> datetime:
    """The instant such a period is over: London's midnight after its last day."""
    last = corresponding_day(start.astimezone(LONDON).date(), months) + timedelta(days=days)
    return midnight_of(last + timedelta(days=1))


def begun_before(now: datetime, *, months: int = 0, days: int = 0) -> datetime:
    """The instant before which a period must have begun to be over now: `begun < it` exactly when it has ended."""
    today = now.astimezone(LONDON).date()
    newest = corresponding_day(today - timedelta(days=days), -months) + timedelta(days=4)
    while corresponding_day(newest, months) + timedelta(days=days) >= today:
        newest -= timedelta(days=1)
    return midnight_of(newest + timedelta(days=1))


def one_month_to_answer(received_on: date, months: int = 1) -> date:
    """The last day to answer a request about data: the corresponding day, or the next working day after it."""
    last = corresponding_day(received_on, months)
    while not is_working_day(last):
        last += timedelta(days=1)
    return last


def midnight_of(on: date) -> datetime:
    """The instant a day begins in London."""
    return datetime.combine(on, time(), tzinfo=LONDON)

"""Month ends. A closed month takes no more entries: what is late or wrong goes into a month that is open."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from commissioning.rules.ledger import EntryKind
from participation.rules.refusals import Refusal

# What may be dated before the day it is written. Money coming in cannot make any earlier balance fall below zero;
# everything else is dated the day it is done.
MAY_BE_DATED = frozenset({EntryKind.OPENING, EntryKind.ALLOCATE, EntryKind.PLEDGE})


def month_of(day: date) -> date:
    """The first day of the month `day` is in."""
    return day.replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before the one `day` is in."""
    return month_of(month_of(day) - timedelta(days=1))


def after(month: date) -> date:
    """The first day after the month that begins on `month`."""
    return month + timedelta(days=monthrange(month.year, month.month)[1])


def month_name(month: date) -> str:
    """ "November 2026"."""
    return f"{month:%B} {month.year}"


def read_month(text: str) -> date | None:
    """The month of an address, "2026-11"; None for anything else."""
    year, _, month = text.partition("-")
    plain = len(text) == 7 and text.isascii() and year.isdigit() and month.isdigit()
    if not plain or not 1 <= int(month) <= 12 or int(year) < 2000:
        return None
    return date(int(year), int(month), 1)


def check_day(kind: EntryKind, day: date, today: date, open_from: date | None) -> None:
    """Refuse (field "day") a day that this entry may not carry. `open_from`: the first day that is not closed."""
    if day > today:
        raise Refusal("That day is still to come. Write the day the money moved", field="day")
    if open_from is not None and day < open_from:
        raise Refusal(
            f"The books for {month_name(month_of(day))} are closed. Leave the day empty, "
            f"and it goes into the books for {month_name(month_of(today))}",
            field="day",
        )
    if day != today and kind not in MAY_BE_DATED:
        raise ValueError(f"{kind} is dated the day it is written")


def check_can_close(month: date, today: date, open_from: date | None) -> None:
    """Refuse to close a month that is not over, or is closed."""
    if open_from is not None and month < open_from:
        raise Refusal(f"{month_name(month)} is closed already.")
    if after(month) > today:
        raise Refusal(
            f"{month_name(month)} is not over. It can be closed from {after(month).day} {after(month):%B}."
        )


def check_nothing_waits(month: date, waiting: int, unexplained: int) -> None:
    """Refuse to close over what is not settled: movements nobody confirmed, differences nobody explained."""
    if waiting:
        raise Refusal(
            f"{_count(waiting, 'movement')} dated in {month_name(month)} still "
            f"{'waits' if waiting == 1 else 'wait'} for a second person. Have each confirmed or refused first."
        )
    if unexplained:
        raise Refusal(
            f"{_count(unexplained, 'difference')} from the council’s ledger in {month_name(month)} "
            f"{'has' if unexplained == 1 else 'have'} no explanation yet. Explain each first."
        )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

"""How a pot stood at the end of each month, from what moved on which day. Pure: movements in, months out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence

MOST_MONTHS = 24
A = AccountKind


@dataclass(frozen=True)
class Moved:
    """So much moved from one kind of account to another on a day. In pence."""

    day: date
    start: AccountKind
    to: AccountKind
    pence: int


@dataclass(frozen=True)
class MonthEnd:
    """How a pot stood when a month ended (or today, for the month that is not over)."""

    first: date
    paid: Pence
    promised: Pence
    left: Pence

    @property
    def in_(self) -> Pence:
        """Everything in it then."""
        return self.paid + self.promised + self.left

    @property
    def name(self) -> str:
        """ "April 2026"."""
        return f"{self.first:%B} {self.first.year}"

    @property
    def short(self) -> str:
        """ "Apr"."""
        return f"{self.first:%b}"


def month_ends(moves: Iterable[Moved], today: date) -> list[MonthEnd]:
    """Each month from the first movement to today, at most the last `MOST_MONTHS`; nothing for a pot never used."""
    ordered = sorted(moves, key=lambda move: move.day)
    if not ordered:
        return []
    balance = dict.fromkeys((A.PAID, A.PROMISED, A.LEFT), 0)
    ends, at = [], 0
    for first in _months(ordered[0].day, max(today, ordered[-1].day)):
        after = _next_month(first)
        while at < len(ordered) and ordered[at].day < after:
            _apply(balance, ordered[at])
            at += 1
        ends.append(MonthEnd(first, *(Pence(balance[kind]) for kind in (A.PAID, A.PROMISED, A.LEFT))))
    return ends[-MOST_MONTHS:]


def _apply(balance: dict[AccountKind, int], move: Moved) -> None:
    if move.start in balance:
        balance[move.start] -= move.pence
    if move.to in balance:
        balance[move.to] += move.pence


def _months(begin: date, end: date) -> Iterator[date]:
    first = begin.replace(day=1)
    while first <= end:
        yield first
        first = _next_month(first)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)

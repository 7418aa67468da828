"""Comparing a pot's books with the council's general ledger, one month at a time. Nothing is changed by it.

Each of our movements of cash (money in, paid out, given back) meets at most one of their lines: by our entry's name,
then by the same day and amount, then by the same amount a few days apart. What is left over is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

DAYS_APART = 5  # a bank run and a bank holiday weekend lie between paying and posting


class Way(StrEnum):
    """Which way money went, seen from the pot."""

    IN = "in"
    OUT = "out"


class Verdict(StrEnum):
    """What came of comparing one line."""

    MATCHED = "matched"
    AMOUNTS_DIFFER = "amounts_differ"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"


VERDICT_NAMES: dict[Verdict, str] = {
    Verdict.AMOUNTS_DIFFER: "Different amounts",
    Verdict.ONLY_OURS: "In our books, not in the council’s ledger",
    Verdict.ONLY_THEIRS: "In the council’s ledger, not in our books",
    Verdict.MATCHED: "The same in both",
}
DIFFERENCES = (Verdict.AMOUNTS_DIFFER, Verdict.ONLY_OURS, Verdict.ONLY_THEIRS)


@dataclass(frozen=True)
class Ours:
    """One movement of cash in our books: its entry's public id, its day, and pence in or out."""

    entry_id: str
    day: date
    way: Way
    pence: Pence


@dataclass(frozen=True)
class Theirs:
    """One line of the council's ledger, by its row in the file."""

    row: int
    day: date
    way: Way
    pence: Pence
    reference: str
    description: str


@dataclass(frozen=True)
class Compared:
    """One line of the outcome: ours, theirs, or both."""

    verdict: Verdict
    ours: Ours | None
    theirs: Theirs | None

    @property
    def difference(self) -> Pence:
        """Theirs less ours, in pence, money out counted below zero."""
        return Pence(_signed(self.theirs) - _signed(self.ours))


def _signed(one: Ours | Theirs | None) -> int:
    if one is None:
        return 0
    return int(one.pence) if one.way is Way.IN else -int(one.pence)


def compare(ours: Iterable[Ours], theirs: Iterable[Theirs]) -> list[Compared]:
    """Every line of both sides, once, in the order of their days; the same input always gives the same outcome."""
    books = sorted(ours, key=lambda one: (one.day, one.entry_id))
    lines = sorted(theirs, key=lambda one: (one.day, one.row))
    done: list[Compared] = []
    _pair(books, lines, done, lambda o, t: o.pence == t.pence and _names(t, o), Verdict.MATCHED)
    _pair(books, lines, done, lambda o, t: _names(t, o), Verdict.AMOUNTS_DIFFER)
    _pair(books, lines, done, lambda o, t: o.pence == t.pence and o.day == t.day, Verdict.MATCHED)
    for apart in range(1, DAYS_APART + 1):
        _pair(books, lines, done, _near(apart), Verdict.MATCHED)
    _pair_alone(books, lines, done)
    done += [Compared(Verdict.ONLY_OURS, one, None) for one in books]
    done += [Compared(Verdict.ONLY_THEIRS, None, line) for line in lines]
    return sorted(done, key=_when)


def _near(apart: int) -> Callable[[Ours, Theirs], bool]:
    return lambda o, t: o.pence == t.pence and abs((o.day - t.day).days) == apart


def _pair(
    books: list[Ours],
    lines: list[Theirs],
    done: list[Compared],
    fits: Callable[[Ours, Theirs], bool],
    verdict: Verdict,
) -> None:
    """Take from both sides what fits, first with first. Lists are a month of one pot, so looking through is quick."""
    for one in list(books):
        line = next((line for line in lines if line.way is one.way and fits(one, line)), None)
        if line is not None:
            books.remove(one)
            lines.remove(line)
            done.append(Compared(verdict, one, line))


def _pair_alone(books: list[Ours], lines: list[Theirs], done: list[Compared]) -> None:
    """On a day with one line left on either side, going the same way, the two are the same thing mistyped."""
    for one in list(books):
        mine = [other for other in books if (other.day, other.way) == (one.day, one.way)]
        match = [line for line in lines if (line.day, line.way) == (one.day, one.way)]
        if len(mine) == len(match) == 1:
            books.remove(one)
            lines.remove(match[0])
            done.append(Compared(Verdict.AMOUNTS_DIFFER, one, match[0]))


def _names(line: Theirs, one: Ours) -> bool:
    """Whether the council's line carries our entry's name."""
    words = f"{line.reference} {line.description}".casefold()
    return re.search(rf"\b{re.escape(one.entry_id)}\b", words) is not None


def _when(one: Compared) -> tuple[date, str, int]:
    day = one.ours.day if one.ours else one.theirs.day if one.theirs else date.max
    return day, one.ours.entry_id if one.ours else "", one.theirs.row if one.theirs else 0


def counts(found: Sequence[Verdict]) -> dict[Verdict, int]:
    """How many lines came to each verdict."""
    return {verdict: found.count(verdict) for verdict in Verdict}


def check_note(note: str) -> str:
    """An explanation says something (field "note"); returns it tidied."""
    if not note.strip():
        raise Refusal("Write why the two differ", field="note")
    return note.strip()


def check_replaces(explained: int, words: str) -> None:
    """Refuse (field "replace") to put another comparison before one whose differences are explained."""
    if explained:
        said = "1 difference is" if explained == 1 else f"{explained} differences are"
        raise Refusal(
            f"{said} explained in the comparison there is, and a new one begins without. "
            f"To go on, tick “{words}” and choose the file again",
            field="replace",
        )

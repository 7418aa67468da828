"""The file of the council's own ledger, one row for each of its lines. Pure: bytes in, lines or problems out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from commissioning.rules.csv_in import Problem, heading, table_of
from commissioning.rules.months import after, month_name
from commissioning.rules.pence import Pence, parse_pounds
from commissioning.rules.reconcile import Theirs, Way
from participation.rules.refusals import Refusal

COLUMNS = ("date", "reference", "description", "came_in", "paid_out")
LONGEST_CELL = 300
EXAMPLE = """\
date,reference,description,came_in,paid_out
03/11/2026,JNL 20417,Health partnership winter warmth,"£1,500.00",
19/11/2026,BACS 88120,Quayside Youth Boats first half,,£450.00
"""
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "date": ("day", "posting_date", "transaction_date", "posted"),
    "reference": ("ref", "document", "journal", "transaction"),
    "description": ("details", "text", "narrative"),
    "came_in": ("credit", "income", "money_in", "in"),
    "paid_out": ("debit", "expenditure", "spend", "money_out", "out"),
}
_SAME = {other: name for name, others in _OTHER_NAMES.items() for other in others}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Read:
    """Lines when all is well; otherwise problems, and no line is to be used."""

    lines: tuple[Theirs, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(data: bytes, month: date) -> Read:
    """Read a general-ledger file for the month that begins on `month`."""
    try:
        table = table_of(data)
        columns = _columns(table[0][1] if table else ())
    except Refusal as refusal:
        return Read(problems=(Problem(None, refusal.reason),))
    if len(table) == 1:
        return Read(problems=(Problem(None, "This file has no rows below the names of its columns."),))
    lines: list[Theirs] = []
    problems: list[Problem] = []
    for number, cells in table[1:]:
        values = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        line = _line(number, values, month)
        if isinstance(line, Theirs):
            lines.append(line)
        else:
            problems += line
    return Read(() if problems else tuple(lines), tuple(problems))


def _columns(heads: Iterable[str]) -> dict[str, int]:
    names = [heading(head) for head in heads]
    if not names:
        raise Refusal("This file is empty.")
    found = {_SAME.get(name, name): at for at, name in reversed(list(enumerate(names)))}
    missing = [name for name in ("date", "came_in", "paid_out") if name not in found]
    if missing:
        raise Refusal(
            f"The first row must name the columns. Missing: {', '.join(missing)}. The columns are {', '.join(COLUMNS)}."
        )
    return {name: at for name, at in found.items() if name in COLUMNS}


def _line(number: int, values: Mapping[str, str], month: date) -> Theirs | list[Problem]:
    problems = [
        Problem(number, f"the {name.replace('_', ' ')} is too long, or has a hidden character in it")
        for name, value in values.items()
        if len(value) > LONGEST_CELL or not all(c.isprintable() for c in value)
    ]
    day = _day(number, values["date"], month, problems)
    amounts = {
        way: _amount(number, values[name], problems)
        for way, name in ((Way.IN, "came_in"), (Way.OUT, "paid_out"))
    }
    moved = [(way, pence) for way, pence in amounts.items() if pence]
    if not problems and len(moved) != 1:
        problems.append(
            Problem(number, "write an amount in one of the two columns, came in or paid out, and not in both")
        )
    if problems or day is None:
        return problems
    way, pence = moved[0]
    return Theirs(number, day, way, pence, values.get("reference", ""), values.get("description", ""))


def _day(number: int, typed: str, month: date, problems: list[Problem]) -> date | None:
    day = read_day(typed)
    if day is None:
        problems.append(Problem(number, f"“{typed[:40]}” is not a date. Write it like 30/11/2026"))
    elif not month <= day < after(month):
        problems.append(Problem(number, f"{typed[:40]} is not in {month_name(month)}"))
    return day


def _amount(number: int, typed: str, problems: list[Problem]) -> Pence:
    if not typed or typed == "-":
        return Pence(0)
    try:
        return parse_pounds(typed)
    except Refusal as refusal:
        problems.append(Problem(number, f"“{typed[:40]}” is not an amount. {refusal.reason}"))
        return Pence(0)


def read_day(typed: str) -> date | None:
    """A day as British spreadsheets write it (30/11/2026, 30-Nov-2026) or as programs do (2026-11-30); else None."""
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", typed, re.ASCII):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", typed, re.ASCII):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})", typed, re.ASCII):
        named = match[2][:3].casefold()
        if named not in _MONTHS:
            return None
        day, month, year = int(match[1]), _MONTHS.index(named) + 1, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

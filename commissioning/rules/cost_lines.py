"""The costs of an idea as text, one on each line, so that a change to them is suggested and marked like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from commissioning.rules.pence import parse_pounds
from commissioning.rules.proposals_content import MOST_LINES, CostLine
from participation.rules.refusals import Refusal

LONGEST_WHAT = 120
# "Kit: £250.00", "Kit: 250" and "Kit £250": an amount must look like one, so that "Bikes 30" is not taken for £30.
_LINE = re.compile(r"(?P<what>.*?\S)\s*(?::\s*£?|\s£)\s*(?P<amount>[0-9][0-9,.]*)")


def as_text(lines: Iterable[CostLine]) -> str:
    """Each cost on its own line: what it is for, a colon, and how much."""
    return "\n".join(f"{line.what}: {line.pence}" for line in lines)


def from_text(typed: str) -> tuple[CostLine, ...]:
    """Read that back. Raises Refusal (field "words") naming the first line that cannot be read."""
    rows = [row for row in map(str.strip, typed.split("\n")) if row]
    if len(rows) > MOST_LINES:
        raise Refusal(f"List at most {MOST_LINES} things. Put small ones together.", field="words")
    return tuple(map(_line, rows))


def _line(row: str) -> CostLine:
    shown = row if len(row) <= 60 else f"{row[:60]}…"
    found = _LINE.fullmatch(row)
    if found is None:
        raise Refusal(
            f"Write what each thing is for, a colon, and how much, like “Kit: £250”. This line is not so: {shown}",
            field="words",
        )
    try:
        pence = parse_pounds(found["amount"])
    except Refusal as wrong:
        raise Refusal(f"{wrong.reason}. The line is: {shown}", field="words") from wrong
    if not pence:
        raise Refusal(f"Write more than £0, or leave the line out: {shown}", field="words")
    if len(found["what"]) > LONGEST_WHAT:
        raise Refusal(f"Say what it is for in {LONGEST_WHAT} letters or fewer: {shown}", field="words")
    return CostLine(found["what"], pence)

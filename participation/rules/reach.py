"""Who has been heard, and who not: what may be shown of it, so that nobody can be picked out.

A group's number moves only by five people or more at a time, and what is shown of several groups together is the sum
of what is shown of each. So everything shown is made of steps of five or more; whether a group that has not moved is
nobody or four people changes nothing anywhere, in this report, in the next one or in the total above it (the design's
DP7 and hard case 17).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.small_numbers import FEWEST_SHOWN


class Dimension(StrEnum):
    """How people are told apart here. None is ever asked for as a condition of being heard."""

    AGE = "age"
    AREA = "area"
    SCHOOL = "school"
    SEND = "send"
    CARE = "care"


DIMENSION_WORDS: dict[Dimension, str] = {
    Dimension.AGE: "Age",
    Dimension.AREA: "Area",
    Dimension.SCHOOL: "School or group",
    Dimension.SEND: "Needs extra help to learn, or has a disability",
    Dimension.CARE: "In care, or was",
}
# Of whom a share is: those who were asked in some group, or told us, are not everybody who was heard.
OF_WHOM: dict[Dimension, str] = {
    Dimension.AGE: "of those heard", Dimension.AREA: "of those heard",
    Dimension.SCHOOL: "of those asked in a school or group", Dimension.SEND: "of those who told us",
    Dimension.CARE: "of those who told us",
}  # fmt: skip
# How a group is called to children; (dimension, True) is of those who say no.
CHILD_WORDS: dict[tuple[Dimension, bool], str] = {
    (Dimension.AGE, False): "people aged {}",
    (Dimension.AREA, False): "{}",
    (Dimension.SCHOOL, False): "{}",
    (Dimension.SEND, False): "children who need extra help to learn, or are disabled",
    (Dimension.SEND, True): "children who do not need extra help to learn",
    (Dimension.CARE, False): "children who are or were in care",
    (Dimension.CARE, True): "children who were never in care",
}
YES, NO = "yes", "no"
YES_NO = {YES: "Yes", NO: "No"}
SELF_DESCRIBED = (Dimension.SEND, Dimension.CARE)
MUCH_LESS = 0.67  # of the share they have in the place; below it a group counts as not heard enough


def moved(before: Mapping[str, int], counted: Mapping[str, int]) -> dict[str, int]:
    """What is shown now: each group's new number when it moved by five or more, otherwise what was shown before.

    A number that fell below five is shown as nobody, however little it moved: never one to four, and never an old
    number that hid how few there are now.
    """
    found = {}
    for group in sorted({*before, *counted}):
        old, new = before.get(group, 0), counted.get(group, 0)
        if new < FEWEST_SHOWN:
            found[group] = 0
        else:
            found[group] = old if abs(new - old) < FEWEST_SHOWN else new
    return found


def beside_others(children: int, others: int) -> int:
    """How many children are counted where another page tells them together with `others` (parents, in a summary).

    As many fewer, four at most, as make what is left of that total a whole number of fives. So whoever takes the one
    from the other learns whether it was nobody, one to five, or six to ten, and never which.
    """
    return max(0, children - -others % FEWEST_SHOWN)


@dataclass(frozen=True)
class Group:
    """One group in the picture. `living` and `source` are the council's figure, when it gave one."""

    name: str
    heard: int
    living: int | None = None
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Told:
    """One group as it is shown: whole percents of all shown in its dimension, and of all who live here."""

    group: Group
    heard_percent: int | None
    living_percent: int | None

    @property
    def too_few(self) -> bool:
        """Whether they were heard much less than their share."""
        if self.heard_percent is None:  # nobody at all in this dimension: it was not asked, or nobody said
            return False
        if self.living_percent is None or not self.group.living:
            return self.group.heard == 0
        return (self.heard_percent or 0) < self.living_percent * MUCH_LESS


def told(groups: list[Group]) -> list[Told]:
    """Each group beside its share of those who live here."""
    heard, living = sum(group.heard for group in groups), sum(group.living or 0 for group in groups)
    return [
        Told(
            group,
            round(100 * group.heard / heard) if heard else None,
            round(100 * group.living / living) if living and group.living is not None else None,
        )
        for group in groups
    ]


def quarter_ends(first: date, today: date) -> list[date]:
    """The first days after each quarter of a year that has ended since `first`: 1 January, April, July, October."""
    found: list[date] = []
    year, month = first.year, first.month
    while True:
        month = (month - 1) // 3 * 3 + 4
        year, month = (year + 1, 1) if month > 12 else (year, month)
        day = date(year, month, 1)
        if day > today:
            return found
        found.append(day)


def check_figure(number: int, source: str, as_of: date, today: date) -> None:
    """Raise Refusal, naming the field, unless a figure can be believed and checked."""
    if number < FEWEST_SHOWN:
        raise Refusal(
            f"Give a number of {FEWEST_SHOWN} or more. A smaller group could be picked out.", field="number"
        )
    if len(source) < 3:
        raise Refusal("Say where the number comes from.", field="source")
    if as_of > today:
        raise Refusal("That day is still to come.", field="as_of")

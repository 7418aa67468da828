"""Facts: what a governance summary is made of. Each subject tells its own; a summary only arranges them.

A fact carries the officer's sentence and the child's sentence together, so the two versions of a summary cannot say
different things: they are two readings of one list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """Where in a summary a fact belongs (the design's section 7)."""

    THERE = "there"
    HEARD = "heard"
    THEMES = "themes"
    SAFEGUARDING = "safeguarding"
    DECISIONS = "decisions"
    MONEY = "money"
    OUR_PART = "our_part"
    YOUR_PART = "your_part"
    ANSWERS = "answers"
    NEXT = "next"


@dataclass(frozen=True)
class Fact:
    """One thing that is so, at the moment the data were cut.

    `key` names the record behind it ("decision:7kq2..."). `for_children` says it must appear in the child's version:
    every decision, every total and everything not done does. `figures` are whole numbers by name; names ending
    `_pence` are money. A `figures` value of None is hidden in both versions: fewer than five people,
    or hidden with such a number so that it cannot be worked out. The sentences say which.
    """

    section: Section
    key: str
    officer: str
    child: str
    figures: Mapping[str, int | None] = field(default_factory=dict)
    for_children: bool = True
    not_done: bool = False

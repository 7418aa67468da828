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
    NOT_HEARD = "not_heard"
    THEMES = "themes"
    SAFEGUARDING = "safeguarding"
    DECISIONS = "decisions"
    MONEY = "money"
    OUR_PART = "our_part"
    YOUR_PART = "your_part"
    INDICATORS = "indicators"
    ANSWERS = "answers"
    DELIVERY = "delivery"
    EQUALITY = "equality"
    NEXT = "next"


@dataclass(frozen=True)
class Brief:
    """How a fact is told to children beside others of its kind: "We said yes to" + "“Bike library” (£400)".

    Facts with the same `lead` become one sentence. The lead carries the verdict and the item the name and every amount,
    so grouping shortens without softening. An empty lead makes the item a sentence of its own.
    """

    lead: str
    item: str

    def told(self) -> str:
        """The fact alone, as one text."""
        return f"{self.lead} {self.item}".strip()


@dataclass(frozen=True)
class Quote:
    """Released words that a sentence prints between “ and ”, and the public id of what they are part of."""

    said: str
    words: str


@dataclass(frozen=True)
class Fact:
    """One thing that is so, at the moment the data were cut.

    `key` names the record behind it ("decision:7kq2..."). `for_children` says it must appear in the child's version:
    every decision, every total and everything not done does. `figures` are whole numbers by name; names ending
    `_pence` are money. A `figures` value of None is hidden in both versions: fewer than five people,
    or hidden with such a number so that it cannot be worked out. The sentences say which.
    `brief` is a shorter telling for children, grouped with its like. `quotes` name the released words printed in the
    sentences, so that they can be taken out again when somebody takes their words back.
    """

    section: Section
    key: str
    officer: str
    child: str
    figures: Mapping[str, int | None] = field(default_factory=dict)
    for_children: bool = True
    not_done: bool = False
    brief: Brief | None = None
    quotes: tuple[Quote, ...] = ()
    path: str = ""  # where the record behind it is read, for those who may ("/decisions/2026-014")

    def for_a_child(self) -> str:
        """What children read of it: the brief telling where there is one."""
        return self.brief.told() if self.brief else self.child

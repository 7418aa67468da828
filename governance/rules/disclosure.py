"""The disclosure check: what a machine can find before a person reads a summary for who might be picked out.

Small numbers are hidden where they are counted; this looks once more at everything that would be printed together, and
at what was printed before (the design's DP7, hard case 17): two numbers that are both large can give a small one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from participation.rules.facts import Fact, Section
from participation.rules.small_numbers import shown

PEOPLE = frozenset(
    {
        Section.HEARD, Section.NOT_HEARD, Section.THEMES, Section.SAFEGUARDING, Section.INDICATORS, Section.DELIVERY,
    }
)  # fmt: skip
Figures = Mapping[
    str, Mapping[str, int | None]
]  # of people: {fact's key: {name: how many, or None when hidden}}


@dataclass(frozen=True)
class Finding:
    """One way in which somebody could be picked out. `id` is the same whenever the same facts are looked at.

    `key` and `name` are the figure it is about; `said` whose words. `never_safe` says that nobody may wave it through.
    """

    id: str
    words: str
    key: str = ""
    name: str = ""
    said: str = ""
    never_safe: bool = False


@dataclass(frozen=True)
class Before:
    """Another summary that readers can lay beside this one. `name` is how it is called."""

    name: str
    since: datetime
    until: datetime
    figures: Figures
    public_id: str = ""

    def overlaps(self, since: datetime, until: datetime) -> bool:
        """Whether somebody can be counted in both."""
        return self.since < until and since < self.until


def people_in(facts: Iterable[Fact]) -> dict[str, dict[str, int | None]]:
    """The figures that count people."""
    counted = ((fact.key, people_of(fact)) for fact in facts if fact.section in PEOPLE)
    return {key: figures for key, figures in counted if figures}


def people_of(fact: Fact) -> dict[str, int | None]:
    """A fact's figures without those of money."""
    return {name: many for name, many in fact.figures.items() if not name.endswith("_pence")}


def findings(
    facts: list[Fact], since: datetime, until: datetime, others: Iterable[Before] = ()
) -> list[Finding]:
    """One, with a plain sentence, for each way a small number can be read off; empty when there is none."""
    here = people_in(facts)
    found = [
        Finding(
            f"small {key} {name}", f"“{name}” in {key} is {value}: a number under five is shown.", key, name
        )
        for key, figures in here.items()
        for name, value in figures.items()
        if value is not None and shown(value) is None
    ]
    for other in others:
        if other.overlaps(since, until):
            found += _between(here, other)
    return found


def _between(here: Figures, other: Before) -> list[Finding]:
    """Numbers of the same thing, here and in a summary of the same days, that differ by one to four people."""
    found = []
    for key in here.keys() & other.figures.keys():
        for name in here[key].keys() & other.figures[key].keys():
            mine, theirs = here[key][name], other.figures[key][name]
            if mine is not None and theirs is not None and shown(abs(mine - theirs)) is None:
                words = (
                    f"“{name}” in {key} is {mine} here and {theirs} in {other.name}: the difference is a number "
                    "under five."
                )
                found.append(Finding(f"between {key} {name} {other.public_id}", words, key, name))
    return sorted(found, key=lambda one: one.id)

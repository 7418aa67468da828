"""What the result page shows, picked from a kept outcome: one way of counting at a time, or one chamber."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commissioning.rules import results_words as words
from commissioning.rules.counting.values import Rule

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Way:
    """One way of counting the same votes, as the page links to it. `key` is empty for the result itself."""

    key: str
    name: str
    told: Told
    comparison: Told | None

    @property
    def inner(self) -> str:
        """The name as it stands within a sentence."""
        return words.inner(self.name)


@dataclass(frozen=True)
class View:
    """What is shown. `is_result`: this is what was decided, not what might have been; `voters` whose votes it counts.

    `rows` compare all ways of counting: (way, besides, without), in titles.
    """

    outcome: Told
    way: Way
    ways: tuple[Way, ...]
    chamber: Told | None
    rows: tuple[tuple[Way, list[str], list[str]], ...]

    @property
    def main_ways(self) -> tuple[Way, ...]:
        """The result, what it is compared with first, and whatever is shown now."""
        return tuple(one for number, one in enumerate(self.ways) if number < 2 or one is self.way)

    @property
    def told(self) -> Told:
        """The count that is shown."""
        return self.chamber or self.way.told

    @property
    def is_result(self) -> bool:
        """Whether this is the result itself."""
        return not self.way.key and self.chamber is None

    @property
    def voters(self) -> int:
        """Whose votes are counted here, how many."""
        return int((self.chamber or self.outcome)["voters"])

    @property
    def turnout(self) -> int | None:
        """How many of a hundred who could vote did, halves rounded up; None when nobody could."""
        could = int((self.chamber or self.outcome)["electorate"])
        return (200 * self.voters + could) // (2 * could) if could else None

    @property
    def few(self) -> bool:
        """Whether numbers are left out."""
        return bool((self.chamber or self.outcome)["few"])

    @property
    def name(self) -> str:
        """The way of counting, in words."""
        return words.name_of(self.told)

    @property
    def how(self) -> tuple[str, ...]:
        """How it counts, step by step."""
        return words.HOW[self.told["rule"]]

    @property
    def shares(self) -> bool:
        """Whether voters pay, so that purses can be drawn."""
        return bool(self.told["rule"] == Rule.EQUAL_SHARES)

    @property
    def pointed(self) -> bool:
        """Whether ballots carry points."""
        return self.outcome["kind"] in ("cumulative", "ordinal")

    @property
    def titles(self) -> dict[str, str]:
        """Each project's title by its id."""
        return {one["id"]: one["title"] for one in self.told["projects"]}

    @property
    def differ(self) -> bool:
        """Whether any way of counting would have chosen something else."""
        return any(besides or without for _, besides, without in self.rows)

    @property
    def alike(self) -> str:
        """The ways of counting that change nothing, in one sentence; empty when there is none."""
        names = [way.inner for way, besides, without in self.rows if way.key and not besides and not without]
        if not names:
            return ""
        either = " or ".join(names)
        return f"Counting by {either} would have chosen exactly the same projects."

    @property
    def fullest(self) -> int:
        """The fullest purse ever drawn, in pence: the height of every picture."""
        held = [purse[1] for step in self.told["steps"] for purse in step["purses"]]
        return max(held, default=1) or 1


def view_of(outcome: Told, rule: str, chamber: str) -> View:
    """What to show for an address: `rule` "other" or a rule's name, `chamber` one of its keys; the result otherwise."""
    ways = ways_of(outcome)
    way = next((one for one in ways if one.key and one.key == rule), ways[0])
    part = next((one for one in outcome["chambers"] if one["key"] == chamber and not one["few"]), None)
    chosen = outcome["chosen"]
    rows = tuple((one, *words.differences(one.told, chosen)) for one in ways)
    return View(outcome, ways[0] if part else way, ways, part, rows)


def ways_of(outcome: Told) -> tuple[Way, ...]:
    """The result first, then what it is compared with. With few votes the result alone: each further way of counting
    would say a little more of how single people voted. Without its quorum no way of counting could choose anything.
    """
    first = Way("", words.name_of(outcome["chosen"]), outcome["chosen"], None)
    if outcome["few"] or outcome["quorum_missed"]:
        return (first,)
    second = Way("other", words.name_of(outcome["other"]), outcome["other"], outcome["comparison"])
    more = [
        Way(words.key_of(told), words.name_of(told), told, told["comparison"]) for told in outcome["further"]
    ]
    return (first, second, *more)

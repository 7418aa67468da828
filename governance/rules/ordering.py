"""The order facts are told in. The clerk may choose it inside a part; what was not done stays in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from governance.rules.composing import officer_version
from participation.rules.facts import Fact
from participation.rules.refusals import Refusal


def moved(facts: Iterable[Fact], order: Sequence[str], key: str, places: int) -> list[str]:
    """The order of every key after one went `places` later (or earlier, below zero) among its neighbours.

    Raises Refusal when it is at the end of its kind, or tells of our own late promise, which always comes first.
    """
    facts = list(facts)
    found = officer_version(facts, order)
    if any(key in line.keys for line in found.lead):
        raise Refusal("A late promise of ours always comes first.")
    fixed = {fact.key: (fact.section, fact.not_done) for fact in facts}
    if key not in fixed:
        raise Refusal("That sentence is not in this summary.")
    keys = [line.key for line in found.lines()]
    at = keys.index(key)
    to = at + places
    if not 0 <= to < len(keys) or fixed[keys[to]] != fixed[key]:
        raise Refusal("It cannot go further: what was not done stays in front, and each part keeps its own.")
    keys.insert(to, keys.pop(at))
    return keys


def movable(facts: Iterable[Fact], order: Sequence[str]) -> frozenset[str]:
    """The keys of the sentences that can go one place earlier."""
    facts = list(facts)
    kind = {fact.key: (fact.section, fact.not_done) for fact in facts}
    found = officer_version(facts, order)
    return frozenset(
        line.key
        for part in found.parts
        for above, line in pairwise(part.lines)
        if kind[above.key] == kind[line.key]
    )

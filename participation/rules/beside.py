"""Numbers of parts told beside those of the whole: a reader who takes some from the other must not find a small one.

A council's summary and a team's may be of the same days. If the whole is 20 and one team's is 17, those outside it are
three, though neither number is small (the design's DP7 and hard case 17). So a part is told only while what is left of
the whole, after every part that is told, is nobody or five people and more, in every number told of both.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from participation.rules.small_numbers import Hidden, shown, tell_small

K = TypeVar("K", bound=Hashable)
C = TypeVar("C", bound=Hashable)


def safe_beside(whole: Mapping[C, int], parts: Mapping[K, Mapping[C, int]]) -> frozenset[K]:
    """The parts that may be told. `whole` and each part hold the numbers that are shown of them; parts do not overlap.

    Left after some of them is what is left after all of them and the rest, each nobody or five and more: so the whole
    less any of those told is no small number either. The smallest part is left out first.
    """
    told = sorted(parts, key=lambda key: (-max(parts[key].values(), default=0), str(key)))
    while told and any(shown(abs(left)) is None for left in _left(whole, [parts[key] for key in told])):
        told.pop()
    return frozenset(told)


def _left(whole: Mapping[C, int], told: list[Mapping[C, int]]) -> Iterable[int]:
    return (many - sum(part.get(name, 0) for part in told) for name, many in whole.items())


def tell_cells(counts: Mapping[C, int], groups: Iterable[Iterable[C]]) -> dict[C, int | Hidden]:
    """Each number as it may be told beside the sums of `groups`, which do not overlap, and beside the whole.

    What is in no group stands together as one more: its sum is the whole less the groups'. Each is told by itself, so
    a number hidden in one list is hidden in every other.
    """
    told: dict[C, int | Hidden] = {}
    for group in groups:
        told |= tell_small({name: counts[name] for name in group if name in counts})
    return told | tell_small({name: many for name, many in counts.items() if name not in told})

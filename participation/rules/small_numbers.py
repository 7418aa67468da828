"""Small numbers: a count of one to four people could point at somebody, so it is hidden (the design's DP7).

Hiding one number in a list whose total is shown hides nothing: it can be worked out by subtraction. So larger numbers
are hidden with it. The two are told apart ("fewer than five", "not shown"), because a large number called small would
be false; and telling them apart tells the reader something, so it is only done where it gives no small number away.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

FEWEST_SHOWN = 5
K = TypeVar("K", bound=Hashable)


class Hidden(StrEnum):
    """Why a number is not told, as it is read."""

    SMALL = "fewer than five"
    WITH_IT = "not shown"


def shown(count: int) -> int | None:
    """The count, or None when it is of one to four people. Nobody at all may be said."""
    return count if count == 0 or count >= FEWEST_SHOWN else None


def hide_small(counts: Mapping[K, int]) -> dict[K, int | None]:
    """Every count that may be shown beside the total; None where one is hidden, whichever way."""
    return {key: None if isinstance(told, Hidden) else told for key, told in tell_small(counts).items()}


def tell_small(counts: Mapping[K, int]) -> dict[K, int | Hidden]:
    """Every count as it may be told beside the total: itself, "fewer than five", or "not shown".

    When even hiding everything would let a small number be worked out from the two labels, all say "not shown".
    """
    small = {key: count for key, count in counts.items() if shown(count) is None}
    large = sorted((count, str(key), key) for key, count in counts.items() if count >= FEWEST_SHOWN)
    low, high, also = list(small.values()), [count for count, *_ in large], 0
    while also < len(large) and _gives_away(low, high, also):
        also += 1
    unsafe = _gives_away(low, high, also)
    told: dict[K, int | Hidden] = dict(counts)
    told |= dict.fromkeys(small, Hidden.WITH_IT if unsafe else Hidden.SMALL)
    return told | {key: Hidden.WITH_IT for *_, key in large[:also]}


def _gives_away(small: list[int], large: list[int], also: int) -> bool:
    """Whether a reader can work out a small number: they know the sum of what is hidden, and how it was chosen.

    Each small one is 1 to 4; each of the first `also` large ones is at least 5 and at most the next one shown. With
    no large one hidden, two possible numbers are enough. With one, every number from 1 to 4 must stay possible, and
    all of them being 1: from the bare fact that one more was hidden a reader can work backwards.
    """
    if not small:
        return False
    most, others = FEWEST_SHOWN - 1, len(small) - 1
    together = sum(small) + sum(large[:also])
    highest = min(most, together - others - FEWEST_SHOWN * also)
    if not also:
        return together < FEWEST_SHOWN or highest <= max(1, together - most * others)
    return highest < most or any(together - len(small) > one * also for one in large[also : also + 1])

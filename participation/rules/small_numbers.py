"""Small numbers: a count of one to four people could point at somebody, so it is hidden (the design's DP7).

Hiding one number in a list whose total is shown hides nothing: it can be worked out by subtraction. So another is
hidden with it, until what is hidden together is at least five.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST_SHOWN = 5
K = TypeVar("K", bound=Hashable)


def shown(count: int) -> int | None:
    """The count, or None when it is of one to four people. Nobody at all may be said."""
    return count if count == 0 or count >= FEWEST_SHOWN else None


def hide_small(counts: Mapping[K, int]) -> dict[K, int | None]:
    """Every count that may be shown beside the total; None where one is hidden."""
    hidden = {key for key, count in counts.items() if shown(count) is None}
    open_to_hide = sorted((count, str(key), key) for key, count in counts.items() if count >= FEWEST_SHOWN)
    while hidden and open_to_hide and _gives_away([counts[key] for key in hidden]):
        hidden.add(open_to_hide.pop(0)[2])
    return {key: None if key in hidden else count for key, count in counts.items()}


def _gives_away(hidden: list[int]) -> bool:
    return len(hidden) == 1 or sum(hidden) < FEWEST_SHOWN

"""Two chambers: young advisors and everyone else, counted each by itself and both together, all three shown.

Nothing is weighed: together, one ballot is one ballot. What a chamber alone would have chosen is shown beside it.
"""

from __future__ import annotations

from enum import StrEnum


class Chamber(StrEnum):
    """Whose ballot it is, as far as a ballot says. In a round with one chamber every ballot says EVERYONE."""

    YOUNG_ADVISORS = "young_advisors"
    EVERYONE = "everyone"


CHAMBER_WORDS: dict[Chamber, str] = {
    Chamber.YOUNG_ADVISORS: "Young advisors",
    Chamber.EVERYONE: "Everyone else",
}


def chamber_of(*, two: bool, is_young_advisor: bool) -> Chamber:
    """The chamber somebody votes in."""
    return Chamber.YOUNG_ADVISORS if two and is_young_advisor else Chamber.EVERYONE


def may_show_apart(young: int, others: int, smallest: int) -> bool:
    """Whether the chambers may be shown apart: both need `smallest` ballots, because what one has is what
    the other leaves of the whole.
    """
    return young >= smallest and others >= smallest

"""Asking the same people too often wears them out (the design's PQ4): a cap on listenings of one group in a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from participation.rules.refusals import Refusal

MOST_ASKS = 3
PERIOD = timedelta(days=91)


def group_key(group: str) -> str:
    """A group's name however it is typed: "Year 5, Quay School" is "year 5 quay school"."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in group.casefold()).split())


def check_not_too_often(group: str, asked: Sequence[date], opens: date) -> None:
    """Raise Refusal when the group was, or will be, asked too often around the day this would open.

    `asked` are the opening days of its other listenings. Says from when it can be asked again.
    """
    near = sorted(day for day in asked if abs(opens - day) < PERIOD)
    if len(near) >= MOST_ASKS:
        again = near[-MOST_ASKS] + PERIOD
        raise Refusal(
            f"“{group}” has {len(near)} listenings within three months already, and asking too often wears people out. "
            f"Ask another group, put your question into one of those, or open it on {again:%-d %B %Y} or later.",
            field="group",
        )

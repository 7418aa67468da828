"""A listening: one question put to children, parents or both, in one place, between two moments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from participation.rules.passphrases import choose_words
from participation.rules.refusals import Refusal

LONGEST_RUN = timedelta(days=366)
CHILDREN, PARENTS = "children", "parents"  # who a listening may be for, as the form says it


class ListeningState(StrEnum):
    """Where a listening is in its dates; worked out when asked, never stored."""

    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"


def state_of(opens_at: datetime, closes_at: datetime, now: datetime) -> ListeningState:
    """Half-open: open from `opens_at` until just before `closes_at`."""
    if now < opens_at:
        return ListeningState.SOON
    return ListeningState.OPEN if now < closes_at else ListeningState.CLOSED


def check_listening(opens_at: datetime, closes_at: datetime, *, children: bool, parents: bool) -> None:
    """Raise Refusal, naming the field, when a listening could not be answered by anybody."""
    if closes_at <= opens_at:
        raise Refusal("The last day cannot be before the first day.", field="closes_on")
    if closes_at - opens_at > LONGEST_RUN:
        raise Refusal(
            "A listening can be open for a year at most. Set up a new one after that.", field="closes_on"
        )
    if not (children or parents):
        raise Refusal("Choose who can answer: children, parents and carers, or both.", field="who")


def new_code(pick: Callable[[int], int]) -> str:
    """Two short words for the link on the poster, such as "otter-lantern"."""
    return choose_words(pick, how_many=2).replace(" ", "-")


def tidy_code(typed: str) -> str:
    """A code as typed from a poster: any case, spaces or dots for the dash."""
    return "-".join(re.findall(r"[a-z]+", typed.lower()))

"""What somebody who took part in an idea reads once it is not theirs to read any more: that it stopped, never why."""

from __future__ import annotations

from dataclasses import dataclass

from commissioning.rules.proposals import State


@dataclass(frozen=True)
class Standing:
    """Where an idea stands, in two or three words and in a sentence or two; `meaning` is how it is marked."""

    tag: str
    meaning: str
    words: str


_STANDING: dict[State, Standing] = {
    State.RETURNED: Standing(
        "Being changed", "waiting",
        "It was sent back to the people writing it, to change something. When they have sent it in again and it has "
        "been read, you find it here.",
    ),
    State.REFUSED: Standing(
        "Did not go on", "stopped",
        "It was checked, and it does not go on. The reason is for the people who wrote it and their team to read.",
    ),
    State.WITHDRAWN: Standing(
        "Withdrawn", "plain", "The people who wrote it took it back, so it does not go on.",
    ),
}  # fmt: skip
NEWER_WORDS = Standing(
    "Does not show yet",
    "waiting",
    "It has newer words, and they do not show yet. When they do, you find it here.",
)
LEFT_EARLY = Standing(
    "You left it", "plain",
    "You wrote this with others, and left before anybody else could read it. What you wrote stays with them. When it "
    "shows to others, you find it here.",
)  # fmt: skip


LEFT_EARLY_ENDED = Standing(
    "Withdrawn", "plain",
    "You wrote this with others, and left before anybody else could read it. Whoever went on with it took it back, so "
    "it does not go on.",
)  # fmt: skip


def standing(state: State, *, was_shown: bool = True) -> Standing:
    """How an idea that one may not read (any more, or for a while) is told to somebody who took part in it."""
    if not was_shown:
        return LEFT_EARLY_ENDED if state is State.WITHDRAWN else LEFT_EARLY
    return _STANDING.get(state, NEWER_WORDS)

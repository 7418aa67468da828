"""The account a listening gives of itself: space, voice, audience and influence (L. Lundy, 2007), then asking again.

A listening is finished only when everybody in it was answered and told what their words changed (the design's PQ1),
and with a day on which they are asked again, because views change (PQ8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from participation.rules.refusals import Refusal

LONGEST_WAIT = timedelta(days=366)


class Part(StrEnum):
    """Lundy's four parts. The value is the field each is written in."""

    SPACE = "space"
    VOICE = "voice"
    AUDIENCE = "audience"
    INFLUENCE = "influence"


PART_WORDS: dict[Part, tuple[str, str]] = {
    Part.SPACE: ("Space", "How did everybody get a safe chance to speak, and who might not have?"),
    Part.VOICE: ("Voice", "How were they helped to say it in their own way?"),
    Part.AUDIENCE: ("Audience", "Who listened, and when did they have it?"),
    Part.INFLUENCE: ("Influence", "What changed because of it, and what did not? How were they told?"),
}


@dataclass(frozen=True)
class Account:
    """What the worker wrote. `again_on` None: not said yet."""

    parts: dict[Part, str]
    again_on: date | None


@dataclass(frozen=True)
class Owing:
    """What of a listening is not done: in no theme, in themes not answered, answered without saying what changed.

    `unread`: something of it waits at the safeguarding desk. How many, and what, is the desk's alone.
    """

    loose: int
    unanswered: int
    without_influence: int
    unread: bool = False

    @property
    def nothing(self) -> bool:
        """Whether everybody was answered."""
        return not (self.loose or self.unanswered or self.without_influence or self.unread)


def check_account(account: Account, today: date) -> None:
    """Raise Refusal when the day to ask again is no day to come, within a year."""
    if account.again_on is not None and not today < account.again_on <= today + LONGEST_WAIT:
        raise Refusal("Give a day to come, within a year.", field="again_on")


def check_finish(account: Account, owing: Owing, *, is_open: bool, today: date) -> None:
    """Raise Refusal, naming what is missing, unless a listening can be finished."""
    if is_open:
        raise Refusal("It is still open. Close it first, or wait for its last day.")
    if owing.unread:
        raise Refusal(
            "Something that was said still waits to be read at the safeguarding desk. Wait for that."
        )
    if owing.loose:
        raise Refusal("Something that was said is in no theme yet, so nobody can answer it.")
    if owing.unanswered:
        raise Refusal("Somebody in it still waits for an answer. It cannot be finished without one.")
    if owing.without_influence:
        raise Refusal("An answer does not say what their words changed. Ask for a newer one that does.")
    for part in Part:
        if len(account.parts.get(part, "")) < 10:
            raise Refusal(f"Write a sentence about {PART_WORDS[part][0].lower()}.", field=part)
    if account.again_on is None:
        raise Refusal("Say when they are asked again. Views change.", field="again_on")
    check_account(account, today)

"""Questions and comments about an idea: who may write, what a moderator decides, and when the talk is over.

Words of anybody who holds no seat or post pass the safeguarding desk first; then a participation worker moderates
everybody's. There is no open chat (Online Safety Act 2023): nothing shows before a person has read it.
"""

from __future__ import annotations

from enum import StrEnum

from commissioning.rules.proposals import State
from participation.rules.refusals import Refusal


class CommentKind(StrEnum):
    """What somebody wrote."""

    QUESTION = "question"
    COMMENT = "comment"
    ANSWER = "answer"


KIND_NAMES: dict[CommentKind, str] = {
    CommentKind.QUESTION: "Question",
    CommentKind.COMMENT: "Comment",
    CommentKind.ANSWER: "Answer",
}


class Moderation(StrEnum):
    """What the participation worker decided about it."""

    WAITING = "waiting"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    PEER_HARM = "peer_harm"


MODERATION_NAMES: dict[Moderation, tuple[str, str]] = {
    Moderation.SHOWN: ("Show it", "Anyone who can read the idea sees it, and the authors can answer."),
    Moderation.NOT_SHOWN: ("Do not show it", "Only the person who wrote it is told, with your reason."),
    Moderation.PEER_HARM: (
        "Send it to the safeguarding desk as harm to somebody",
        "Hostile, racist or hateful words about a person. It is never shown. The desk looks after both people.",
    ),
}
NEEDS_REASON = frozenset({Moderation.NOT_SHOWN})
# A word about each to whoever wrote it. Peer harm says no more than that: the desk speaks to them.
TOLD: dict[Moderation, str] = {
    Moderation.WAITING: "Being read. Everything is read by a person before it shows.",
    Moderation.SHOWN: "Showing.",
    Moderation.NOT_SHOWN: "Not shown.",
    Moderation.PEER_HARM: "Not shown.",
}
QUESTION_GONE = "The question it answers does not show any more."
IDEA_ENDED = "The idea ended before this could show."
ENDED = frozenset(
    {State.REFUSED, State.WITHDRAWN}
)  # what waits about these never shows, so nobody is asked to read it

TALKED_ABOUT = frozenset(
    {State.CO_DESIGN, State.SUBMITTED, State.SHORTLISTED, State.IN_ROUND, State.RECOMMENDED, State.NOT_CHOSEN}
)
SUPPORTED_IN = frozenset({State.CO_DESIGN, State.SUBMITTED, State.SHORTLISTED})


def check_may_write(state: State, kind: CommentKind, *, is_author: bool) -> None:
    """Raise Refusal unless a question, comment or answer can be written now, by this person."""
    if state not in TALKED_ABOUT:
        raise Refusal("The talk about this idea is over. What was said is kept.")
    if kind is CommentKind.ANSWER and not is_author:
        raise Refusal("Only the people writing this idea answer questions about it.")


def check_moderation(outcome: Moderation, reason: str) -> None:
    """Raise Refusal (field "reason") when somebody is not told why their words do not show."""
    if outcome in NEEDS_REASON and len(reason) < 10:
        raise Refusal(
            "Say why in a sentence, kindly. The person who wrote it will read this.", field="reason"
        )


def check_may_support(state: State, *, is_author: bool, is_neighbour: bool) -> None:
    """Raise Refusal unless this person can support the idea now. Support never counts as a vote."""
    if is_author:
        raise Refusal("This is your own idea. Support is for others to give.")
    if not is_neighbour:
        raise Refusal("You work on proposals for the council, so you do not support one over another.")
    if state not in SUPPORTED_IN:
        raise Refusal("Support can be given until voting begins. This idea has moved on.")

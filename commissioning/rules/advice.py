"""Young advisors' advice: asked before a decision, attached to it, and answered when it is not followed.

The decision waits until advice has come or "asked, none received by DATE" can be said (the design's 3.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.saying_something import answers_something

DAYS_TO_ADVISE = 7  # a pack is with advisors at least seven days before (the design's 3.6)
SHORTEST_REASON = 10
SHORTEST_REPLY = 20


class View(StrEnum):
    """What one young advisor thinks should happen."""

    SUPPORT = "support"
    SUPPORT_IF = "support_if"
    NOT_YET = "not_yet"
    OPPOSE = "oppose"
    SKIP = "skip"


VIEW_NAMES: dict[View, tuple[str, str]] = {
    View.SUPPORT: ("Yes, support it", "It should go ahead."),
    View.SUPPORT_IF: ("Yes, if something changes", "Say what would have to change."),
    View.NOT_YET: ("Not yet", "Say what should happen first."),
    View.OPPOSE: ("No, do not support it", "It should not go ahead."),
    View.SKIP: ("I would rather not say", "That is fine. You do not have to give a reason."),
}
VIEW_WORDS: dict[View, tuple[str, str]] = {
    View.SUPPORT: ("supports it", "support it"),
    View.SUPPORT_IF: ("supports it if something changes", "support it if something changes"),
    View.NOT_YET: ("says not yet", "say not yet"),
    View.OPPOSE: ("opposes it", "oppose it"),
}


class Followed(StrEnum):
    """What the decision made of the advice."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


FOLLOWED_NAMES: dict[Followed, tuple[str, str]] = {
    Followed.ADOPTED: ("Yes, I follow it", "The decision does what they advise."),
    Followed.PARTLY: ("In part", "Some of it changed the decision. Say what, and why not the rest."),
    Followed.NOT: ("No", "The decision goes another way. Say why."),
}
FOLLOWED_WORDS: dict[Followed, str] = {
    Followed.ADOPTED: "The decision follows their advice.",
    Followed.PARTLY: "The decision follows part of their advice.",
    Followed.NOT: "The decision does not follow their advice.",
}


class Sense(StrEnum):
    """What an advisor makes of the answer that came back."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


SENSE_NAMES: dict[Sense, str] = {
    Sense.YES: "Yes, it makes sense",
    Sense.PARTLY: "Some of it does",
    Sense.NO: "No, it does not make sense to me",
}
TOGETHER_WORDS: dict[View, str] = {
    View.SUPPORT: "supports it", View.SUPPORT_IF: "supports it if something changes",
    View.NOT_YET: "says not yet", View.OPPOSE: "opposes it",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """How the asking stands: when, by when (and both as days in words), the views let through, how many are still
    being read, and how many young advisors there are to ask.
    """

    asked_at: datetime | None
    reply_by: datetime | None
    asked_on: str
    reply_by_on: str
    views: tuple[View, ...]
    being_read: int
    advisors: int
    together: View | None = None  # what the panel says together, let through
    given: int = 0  # how many have said, skipped or left it out

    @property
    def told(self) -> tuple[View, ...]:
        """The views that say something."""
        return tuple(view for view in self.views if view is not View.SKIP)

    @property
    def oppose(self) -> bool:
        """Whether any young advisor opposes it."""
        return View.OPPOSE in self.views or self.together is View.OPPOSE

    @property
    def has_advice(self) -> bool:
        """Whether there is any advice to answer."""
        return bool(self.told) or self.together is not None

    @property
    def everyone_has(self) -> bool:
        """Whether each of them has said, skipped or left it out."""
        return self.given >= self.advisors


def reply_by(asked_at: datetime) -> datetime:
    """The moment by which advice is asked for."""
    return asked_at + timedelta(days=DAYS_TO_ADVISE)


def check_view(view: View, reasons: str) -> None:
    """Raise Refusal (field "reasons") when a view that needs reasons has none."""
    if view is not View.SKIP and len(reasons) < SHORTEST_REASON:
        raise Refusal("Say why, in a sentence. It is what makes your advice count.", field="reasons")


def check_may_advise(*, is_author: bool, has_interest: bool, is_decided: bool) -> None:
    """Raise Refusal to somebody who gains from it, or when it is too late."""
    if is_author:
        raise Refusal("This is your own idea, so other young advisors advise on it.")
    if has_interest:
        raise Refusal("You have declared an interest in this, so you take no part in it.")
    if is_decided:
        raise Refusal("This has been decided, so advice can no longer change it. You can read the reasons.")


def check_asked(standing: Standing, now: datetime) -> None:
    """Raise Refusal while the decision must wait for young advisors."""
    if not standing.advisors:
        return
    if standing.asked_at is None or standing.reply_by is None:
        raise Refusal("Ask the young advisors what they think first. A decision comes after their advice.")
    if standing.being_read:
        raise Refusal("A young advisor has sent advice, and it is being read first. Decide once it is here.")
    if (
        standing.together is None
        and now < standing.reply_by
        and not (standing.told and standing.everyone_has)
    ):
        some = f"{len(standing.told)} of {standing.advisors} have." if standing.told else "Nobody has yet."
        raise Refusal(f"Young advisors have until {standing.reply_by_on} to advise. {some}")


def check_reply(standing: Standing, approves: bool, reply: str, followed: Followed | None) -> None:
    """Raise Refusal, naming the field, when there is advice and it is not answered before the decision is published.

    The answer says whether the advice was followed, and why, to the young advisors (the design's 3.6).
    """
    if not standing.has_advice:
        return
    against = approves and standing.oppose
    if against and not _answers(reply):
        raise Refusal(
            "A young advisor opposes this and you approve it. Tell them why, in words they can use: "
            "it is published with your decision.",
            field="reply",
        )
    if not _answers(reply):
        raise Refusal(
            "Answer the young advisors: what their advice changed, or why it did not. It is published.",
            field="reply",
        )
    if followed is None:
        raise Refusal("Say whether you follow the young advisors’ advice", field="followed")
    if against and followed is Followed.ADOPTED:
        raise Refusal(
            "One of them opposes this and you approve it, so it is followed in part or not", field="followed"
        )


def _answers(reply: str) -> bool:
    plain = " ".join(reply.split())
    return len(plain) >= SHORTEST_REPLY and answers_something(plain)


def in_words(standing: Standing, now: datetime) -> str:
    """The advice in a sentence or two as it stands now, naming nobody; the register keeps it as it is decided."""
    if not standing.advisors:
        return "There was no young advisor to ask."
    if standing.asked_at is None or standing.reply_by is None:
        return "Young advisors were not asked."
    if not standing.has_advice:
        return f"Young advisors were asked on {standing.asked_on}{_nothing_yet(standing, standing.reply_by, now)}"
    said = [_counts(standing.told)] if standing.told else []
    if standing.together is not None:
        said.append(f"Together the panel {TOGETHER_WORDS[standing.together]}.")
    return f"Young advisors were asked on {standing.asked_on}. {' '.join(said)}"


def _nothing_yet(standing: Standing, reply_by: datetime, now: datetime) -> str:
    """How it stands while there is nothing to read: nobody is said not to have answered before their day is over."""
    if standing.being_read:
        return ". Advice was sent, and it is being read first."
    if now < reply_by:
        return f" and have until {standing.reply_by_on} to answer. Nobody has yet."
    return f"; none was received by {standing.reply_by_on}."


def _counts(views: Sequence[View]) -> str:
    told = [
        f"{views.count(view)} {one if views.count(view) == 1 else many}"
        for view, (one, many) in VIEW_WORDS.items()
        if view in views
    ]
    return f"{', '.join(told[:-1])} and {told[-1]}." if len(told) > 1 else f"{told[0]}."

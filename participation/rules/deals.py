"""A Deal: our part and your part, side by side, agreed by both and lived.

The six starting pairs are Wigan Council's children and young people's Deal (from the NLGN report "From Tiny Acorns",
2019; the same on wigan.gov.uk), with the place's own name in the fifth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class DealState(StrEnum):
    """Where a Deal is in its life."""

    LISTENING = "listening"
    DRAFTED = "drafted"
    AGREED = "agreed"
    ACTIVE = "active"
    RETIRED = "retired"


class DealAction(StrEnum):
    """What can be done with a Deal as a whole."""

    DRAFT = "drafted"
    AGREE = "agreed"
    BEGIN = "begun"
    CHANGE = "changed"
    RENEW = "renewed"
    RETIRE = "retired"


S, A = DealState, DealAction
LIFE: Machine[DealState, DealAction] = Machine(
    "Deal",
    {
        (S.LISTENING, A.DRAFT): Step(S.DRAFTED, "deal.drafted"),
        (S.LISTENING, A.RETIRE): Step(S.RETIRED, "deal.retired"),
        (S.DRAFTED, A.AGREE): Step(S.AGREED, "deal.agreed"),
        (S.DRAFTED, A.CHANGE): Step(S.DRAFTED, "deal.changed"),
        (S.DRAFTED, A.RETIRE): Step(S.RETIRED, "deal.retired"),
        (S.AGREED, A.BEGIN): Step(S.ACTIVE, "deal.begun"),
        (S.AGREED, A.CHANGE): Step(S.DRAFTED, "deal.changed"),
        (S.AGREED, A.RETIRE): Step(S.RETIRED, "deal.retired"),
        (S.ACTIVE, A.CHANGE): Step(S.DRAFTED, "deal.changed"),
        (S.ACTIVE, A.RENEW): Step(S.ACTIVE, "deal.renewed"),
        (S.ACTIVE, A.RETIRE): Step(S.RETIRED, "deal.retired"),
    },
)


class Side(StrEnum):
    """Whose part: the council and its partners (ours), or young people, families and community (yours)."""

    OURS = "ours"
    YOURS = "yours"


class Progress(StrEnum):
    """What a check-in says. "Not now" belongs to your part alone: it needs no reason and costs nothing."""

    KEPT = "kept"
    IN_PROGRESS = "in_progress"
    NOT_YET = "not_yet"
    BROKEN = "broken"
    CHANGED = "changed"
    NOT_NOW = "not_now"


PROGRESS_WORDS = {
    Progress.KEPT: "Kept",
    Progress.IN_PROGRESS: "Under way",
    Progress.NOT_YET: "Not yet",
    Progress.BROKEN: "Not kept",
    Progress.CHANGED: "Changed",
    Progress.NOT_NOW: "Not now",
}

OUR_ROLES = (Role.COMMISSIONING_OFFICER, Role.RESPONDER, Role.DECISION_MAKER)
YOUR_ROLES = (Role.YOUNG_ADVISOR, Role.CHAIR, Role.TEAM_MEMBER)

STARTING_PAIRS: tuple[tuple[str, str], ...] = (
    ("Help you to be healthier", "Look after your own health"),
    ("Support you to learn and grow", "Be the best you can be"),
    ("Help to keep where you live clean and tidy", "Help to keep where you live clean and tidy"),
    ("Help you to be safe", "Stay safe"),
    (
        "Make {place} a place where everyone is accepted and valued",
        "Be kind and caring to yourself and to others",
    ),
    ("Make sure we listen to you", "Share your views"),
)


@dataclass(frozen=True)
class Part:
    """One side of one pair, as rules see it. `by` is the last day promised."""

    text: str
    owner: str = ""
    by: date | None = None
    progress: Progress | None = None


def side_of(actor: Actor) -> Side | None:
    """The side this person may speak for, or None (a worker supports both and speaks for neither)."""
    if actor.has(*YOUR_ROLES):
        return Side.YOURS
    return Side.OURS if actor.has(*OUR_ROLES) else None


def refuse_progress(side: Side, progress: Progress, words: str) -> None:
    """Raise Refusal for a check-in that side may not make so.

    The council owes a sentence for each thing it says of its own part. Young people owe no reason for anything.
    """
    if side is Side.OURS and progress is Progress.NOT_NOW:
        raise Refusal("“Not now” is for young people. Our part is a promise.", field="progress")
    if side is Side.OURS and len(words.split()) < 3:
        raise Refusal("Say what was done, or why not, so that people can see for themselves", field="words")


def is_late(part: Part, today: date) -> bool:
    """Whether the day promised has passed and the part is not kept."""
    return part.by is not None and part.by < today and part.progress not in {Progress.KEPT, Progress.NOT_NOW}


def refuse_unready(pairs: int, waiting: int) -> None:
    """Raise Refusal when a Deal is not ready to be agreed."""
    if not pairs:
        raise Refusal("A Deal needs at least one pair: our part and your part")
    if waiting:
        raise Refusal(
            "Some of the words are still being read by the person who keeps children safe. Agree once they are back."
        )

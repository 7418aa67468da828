"""A Deal: our part and your part, side by side, agreed by both and lived.

The six starting pairs are Wigan Council's children and young people's Deal (from the NLGN report "From Tiny Acorns",
2019; the same on wigan.gov.uk), with the place's own name in the fifth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.deals_life import Side
from participation.rules.refusals import Refusal


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


MOST_NAMED = 3  # promises in one sentence; the rest are counted


@dataclass(frozen=True)
class Part:
    """One side of one pair, as rules see it. `by` is the last day promised."""

    text: str
    owner: str = ""
    by: date | None = None
    progress: Progress | None = None
    often: str = ""  # how often, for what is done again and again


_NOBODY = frozenset(
    "tbc tba tbd na none nobody noone somebody someone anybody anyone unknown notknown notyetknown dontknow "
    "tobeconfirmed tobedecided toconfirm notsure us we".split()
)


def names_nobody(owner: str) -> bool:
    """Whether what is written as who answers for it is no post at all: a dash, "TBC", "Nobody"."""
    letters = "".join(one for one in owner.casefold() if one.isalpha())
    return len(letters) < 2 or letters in _NOBODY


def lacks(part: Part) -> str:
    """What a promise of ours still has to say, or nothing: who answers for it, and a day or how often."""
    owner, when = not names_nobody(part.owner), part.by is not None or bool(part.often)
    if owner and when:
        return ""
    if owner:
        return "by when, or how often"
    return "who answers for it" if when else "who answers for it, and by when or how often"


def refuse_lacking(lacking: Sequence[tuple[str, str]], field: str | None = None) -> None:
    """Raise Refusal naming each of our promises (its text, and what it lacks) that nobody could be held to."""
    if lacking:
        told = "; ".join(f"“{text}” does not say {what}" for text, what in lacking[:MOST_NAMED])
        more = len(lacking) - MOST_NAMED
        rest = f"; and {more} more" if more > 0 else ""
        raise Refusal(f"First say it in the words of each pair: {told}{rest}.", field=field)


def refuse_progress(side: Side, progress: Progress, words: str) -> None:
    """Raise Refusal for a check-in that side may not make so.

    The council owes a sentence for each thing it says of its own part. Young people owe no reason for anything.
    """
    if side is Side.OURS and progress is Progress.NOT_NOW:
        raise Refusal("“Not now” is for young people. Our part is a promise.", field="progress")
    if side is Side.OURS and len(words.split()) < 3:
        raise Refusal(
            "Say what was done, or why not, in at least three words, so that people can see for themselves",
            field="words",
        )


def is_late(part: Part, today: date) -> bool:
    """Whether the day promised has passed and the part is not kept."""
    return part.by is not None and part.by < today and part.progress not in {Progress.KEPT, Progress.NOT_NOW}


class StandsFor(StrEnum):
    """For whom a Deal is made."""

    BOROUGH = "borough"
    TEAM = "team"
    SCHOOL = "school"
    PROJECT = "project"
    GROUP = "group"


class Kept(StrEnum):
    """What the other side says of a part: did they keep it?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


KEPT_WORDS: dict[Kept, str] = {
    Kept.YES: "Yes, they kept it",
    Kept.PARTLY: "Partly",
    Kept.NO: "No, they did not",
    Kept.CANNOT_TELL: "We cannot tell",
}
OTHER = {Side.OURS: Side.YOURS, Side.YOURS: Side.OURS}
MOST_FACES = 400  # a whole assembly
FEWEST_HANDS = 2
MAY_COUNT = "A class is counted by hands up, so write whole numbers from 0"


def check_place(stands_for: StandsFor, *, team: bool, school: bool, project: bool, group: str) -> None:
    """Raise Refusal beside the field that says for whom, when it is missing."""
    if stands_for is StandsFor.TEAM and not team:
        raise Refusal("Choose the team", field="team")
    if stands_for is StandsFor.SCHOOL and not school:
        raise Refusal("Choose the school", field="school")
    if stands_for is StandsFor.PROJECT and not project:
        raise Refusal("Choose the project", field="project")
    if stands_for is StandsFor.GROUP and not group:
        raise Refusal("Say which group, like “Tuesday girls’ football”", field="group_name")


def check_faces(counts: tuple[int, ...]) -> int:
    """How many faces a class showed; raises Refusal when there are none, or more than fit in a hall."""
    if any(count < 0 for count in counts):
        raise Refusal(MAY_COUNT, field="face_1")
    total = sum(counts)
    if not total:
        raise Refusal("Count at least one face", field="face_1")
    if total > MOST_FACES:
        raise Refusal(f"That is more than {MOST_FACES} people. Check the numbers.", field="face_1")
    return total


WITH_A_CLASS = frozenset({StandsFor.SCHOOL, StandsFor.GROUP})


def refuse_speaking_alone(stands_for: StandsFor) -> None:
    """Raise Refusal for one person who would say how it goes for a class or a group: they show faces together."""
    if stands_for in WITH_A_CLASS:
        raise Refusal(
            "This Deal is a class’s or a group’s, so nobody speaks for them alone. They show faces, with a worker "
            "who counts."
        )


def refuse_alone(stands_for: StandsFor) -> None:
    """Raise Refusal for one person who would say yes for a class or a group: they say it together, by hands up."""
    if stands_for in WITH_A_CLASS:
        raise Refusal(
            "This Deal is a class’s or a group’s, so nobody says yes for them alone. They do it by hands up, with a "
            "worker who counts."
        )


def most_say_yes(yes: int, everybody: int) -> bool:
    """Whether more than half said yes by hands up; raises Refusal for a count that cannot be, or of one alone."""
    if everybody < 1 or yes < 0 or yes > everybody or everybody > MOST_FACES:
        raise Refusal("Write how many hands went up, and how many people were there", field="hands_yes")
    if everybody < FEWEST_HANDS:
        raise Refusal("At least two people have to be there, so that nobody decides alone", field="hands_all")
    return 2 * yes > everybody


def check_hands(yes: int, everybody: int) -> None:
    """Raise Refusal unless more than half of a class said yes by hands up."""
    if not most_say_yes(yes, everybody):
        raise Refusal(
            "Not more than half said yes. Talk about what to change, and ask again another day.",
            field="hands_yes",
        )


def standing(from_version: int, until_version: int | None, version: int) -> bool:
    """Whether a pair belongs to that version of its Deal."""
    return from_version <= version and (until_version is None or version < until_version)

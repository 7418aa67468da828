"""The four records of agreement, kept apart: taking part, use of data, a Gillick note, and photos or recordings.

None of them is ever asked for before somebody is heard, and nothing that takes a child's words reads them. Sources:
UK GDPR art. 7 (withdrawing is as easy as giving) and art. 8 with the Data Protection Act 2018 s. 9 (13 and over decide
for themselves online); Gillick v West Norfolk [1986] AC 112 (a child who understands decides). How long is the design's
DP8: a yes is asked again after two years at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.people import AgeBand
from participation.rules.personal import look
from participation.rules.refusals import Refusal

LONGEST_DAYS = 731  # two years, one of them a leap year
SHORTEST_NOTE = 20  # letters


class ConsentKind(StrEnum):
    """Which of the four it is. One says nothing about another."""

    TAKING_PART = "taking_part"
    DATA = "data"
    GILLICK = "gillick"
    PHOTO = "photo"


class Agreed(StrEnum):
    """What was said. A no is a record too."""

    YES = "yes"
    NO = "no"


class Giver(StrEnum):
    """Who said it."""

    THEMSELVES = "themselves"
    PARENT = "parent"
    COUNCIL = "council"


class Standing(StrEnum):
    """How a record stands at one moment."""

    IN_FORCE = "in_force"
    SAID_NO = "said_no"
    OVERRULED = "overruled"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"


KIND_WORDS: dict[ConsentKind, tuple[str, str]] = {
    ConsentKind.TAKING_PART: ("Taking part", "Coming to a group, a panel or a meeting."),
    ConsentKind.DATA: ("Use of data", "Only where agreeing is the reason we may keep something."),
    ConsentKind.GILLICK: ("A note of understanding", "That they understand a choice and make it themselves."),
    ConsentKind.PHOTO: ("Photo or recording", "Being shown in a picture, or being heard."),
}
GIVER_WORDS: dict[Giver, str] = {
    Giver.THEMSELVES: "The young person",
    Giver.PARENT: "Somebody with parental responsibility",
    Giver.COUNCIL: "The council, for a child in our care",
}
STANDING_WORDS: dict[Standing, str] = {
    Standing.IN_FORCE: "Yes", Standing.SAID_NO: "No", Standing.OVERRULED: "No, said since",
    Standing.TAKEN_BACK: "Taken back", Standing.ENDED: "Ended",
}  # fmt: skip
UNDER_13 = frozenset({AgeBand.UNDER_6, AgeBand.SIX_TO_NINE, AgeBand.TEN_TO_TWELVE})


@dataclass(frozen=True)
class NewConsent:
    """What somebody writes down: which, what was said, by whom, for what, until when; a note for Gillick."""

    kind: ConsentKind
    agreed: Agreed
    given_by: Giver
    purpose: str
    until: date | None = None
    note: str = ""


def check_new(new: NewConsent, band: AgeBand, today: date) -> None:
    """Raise Refusal, naming the field, when a record lacks what it must carry."""
    if found := look(new.purpose).sure:
        raise Refusal(f"This looks like {found[0]}. Say what it is for without it.", field="purpose")
    if new.kind is ConsentKind.GILLICK:
        _check_gillick(new)
    elif new.agreed is Agreed.YES:
        _check_until(new.until, today)
    if new.kind is ConsentKind.DATA and band in UNDER_13 and new.given_by is Giver.THEMSELVES:
        raise Refusal(
            "Under 13, somebody with parental responsibility agrees to this. "
            "The child can still have their say without it.",
            field="given_by",
        )  # fmt: skip


def check_called(called: str) -> None:
    """Refuse anything but one first name or nickname: no surname, no number, no date."""
    if not re.fullmatch(r"[^\W\d_]+(?:[’'-][^\W\d_]+)?", called):
        raise Refusal("Write one first name or a nickname. No surname, no date of birth.", field="called")


def standing(agreed: Agreed, until: date | None, *, taken_back: bool, today: date) -> Standing:
    """How a record stands: it holds through the whole of its last day."""
    if taken_back:
        return Standing.TAKEN_BACK
    if until is not None and today > until:
        return Standing.ENDED
    return Standing.IN_FORCE if agreed is Agreed.YES else Standing.SAID_NO


@dataclass(frozen=True)
class Word:
    """One record of a kind and purpose, oldest first in a list: who said what, and whether it was taken back."""

    said: Agreed
    by: Giver
    taken_back: bool = False

    @property
    def own_no(self) -> bool:
        """A no of the young person's own: said, or a yes of theirs taken back."""
        return self.by is Giver.THEMSELVES and (self.said is Agreed.NO) is not self.taken_back

    @property
    def is_no(self) -> bool:
        """A no that stands, whoever said it."""
        return self.said is Agreed.NO and not self.taken_back


def said_no_themselves(words: Sequence[Word]) -> bool:
    """Whether the young person's own newest word is no. Then nobody else's yes counts, before it or after."""
    own = [word for word in words if word.by is Giver.THEMSELVES and (word.own_no or not word.taken_back)]
    return bool(own) and own[-1].own_no


def is_overruled(words: Sequence[Word], place: int, band: AgeBand) -> bool:
    """Whether the yes at this place does not count because of a no.

    Their own yes gives way to a later no of their own, and under 13 to anybody's. Somebody else's yes gives way to
    any later no, and to the young person's own newest word whenever it was said.
    """
    yes, later = words[place], words[place + 1 :]
    if yes.by is Giver.THEMSELVES:
        return any(word.own_no or (word.is_no and band in UNDER_13) for word in later)
    return said_no_themselves(words) or any(word.is_no or word.own_no for word in later)


def same_matter(kind: ConsentKind, one: str, other: str) -> bool:
    """Whether two records are about one thing. A photo shows anywhere, so a no to one photo is a no to all."""
    return kind is ConsentKind.PHOTO or one.casefold().strip() == other.casefold().strip()


def check_no_is_heard(new: NewConsent, words: Sequence[Word]) -> None:
    """Raise Refusal when somebody else says yes to what the young person said no to."""
    if (
        new.agreed is Agreed.YES
        and new.given_by is not Giver.THEMSELVES
        and new.kind is not ConsentKind.GILLICK
        and said_no_themselves(words)
    ):
        raise Refusal(
            "They said no to this themselves. Their no stands until they say yes themselves.",
            field="given_by",
        )


def _check_gillick(new: NewConsent) -> None:
    if new.given_by is not Giver.THEMSELVES:
        raise Refusal("This note is about what the young person understands and chooses.", field="given_by")
    if len(new.note) < SHORTEST_NOTE:
        raise Refusal("Write what you talked about and why you think they understand it.", field="note")


def _check_until(until: date | None, today: date) -> None:
    if until is None:
        raise Refusal("Write the last day this holds. Ask again after that.", field="until")
    if until < today:
        raise Refusal("That day is past. Choose a day to come.", field="until")
    if (until - today).days > LONGEST_DAYS:
        raise Refusal("Two years is the longest. People grow and change their minds.", field="until")

"""The four records of agreement, kept apart: taking part, use of data, a Gillick note, and photos or recordings.

None of them is ever asked for before somebody is heard, and nothing that takes a child's words reads them. Sources:
UK GDPR art. 7 (withdrawing is as easy as giving) and art. 8 with the Data Protection Act 2018 s. 9 (13 and over decide
for themselves online); Gillick v West Norfolk [1986] AC 112 (a child who understands decides). How long is the design's
DP8: a yes is asked again after two years at most.
"""

from __future__ import annotations

import re
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
    photos: tuple[str, ...] = ()  # the pictures here that a yes is to, by public id


def check_new(new: NewConsent, band: AgeBand, today: date) -> None:
    """Raise Refusal, naming the field, when a record lacks what it must carry."""
    if found := look(new.purpose).sure:
        raise Refusal(f"This looks like {found[0]}. Say what it is for without it.", field="purpose")
    if new.kind is ConsentKind.GILLICK:
        _check_gillick(new)
    elif new.agreed is Agreed.YES:
        _check_until(new.until, today)
    own_yes = new.agreed is Agreed.YES and new.given_by is Giver.THEMSELVES  # a no is theirs at any age
    if new.kind is ConsentKind.DATA and band in UNDER_13 and own_yes:
        raise Refusal(
            "Under 13, somebody with parental responsibility agrees to this. "
            "The child can still have their say without it.",
            field="given_by",
        )  # fmt: skip


def photos_of(new: NewConsent) -> tuple[str, ...]:
    """The pictures that what was said is to: a yes is to those alone, and a no is to every picture."""
    return new.photos if new.kind is ConsentKind.PHOTO and new.agreed is Agreed.YES else ()


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

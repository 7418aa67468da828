"""Requests about data: who asks for what, the child's own wish, the clock, and what a decision must carry.

Sources: UK GDPR art. 12(3) (one month, two more when it is complex), 15 to 17, 21; a child who understands asks and
answers for themselves (ICO, "What rights do children have?"); Data Protection Act 2018 Sch. 3 (serious harm, and data
about child abuse); s. 164A, in force from 19 June 2026 (a complaint is acknowledged within 30 days).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from participation.rules.corresponding import one_month_to_answer
from participation.rules.refusals import Refusal

ACKNOWLEDGE_WITHIN = timedelta(days=30)
SHORTEST_ANSWER = 20  # letters


class Ask(StrEnum):
    """What somebody wants."""

    SEE = "see"
    CORRECT = "correct"
    ERASE = "erase"
    COMPLAIN = "complain"


class Asker(StrEnum):
    """Who asks."""

    THEMSELVES = "themselves"
    PARENT = "parent"
    OFFICER = "officer"
    OTHER = "other"


class Wish(StrEnum):
    """What the young person wants, when somebody else asks about them."""

    AGREES = "agrees"
    REFUSES = "refuses"
    CANNOT_SAY = "cannot_say"


class Verdict(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why something is refused, or part of it."""

    CHILD_SAYS_NO = "child_says_no"
    HARM = "harm"
    OTHER_PEOPLE = "other_people"
    NO_RIGHT = "no_right"
    HELD = "held"
    NOTHING_FOUND = "nothing_found"


ASK_WORDS: dict[Ask, str] = {
    Ask.SEE: "See what you keep", Ask.CORRECT: "Put something right", Ask.ERASE: "Have something erased",
    Ask.COMPLAIN: "Complain about how data is used",
}  # fmt: skip
ASKER_WORDS: dict[Asker, str] = {
    Asker.THEMSELVES: "It is about me", Asker.PARENT: "I am the parent or carer of a child",
    Asker.OFFICER: "I ask for the council or another service", Asker.OTHER: "Somebody else",
}  # fmt: skip
WISH_WORDS: dict[Wish, str] = {
    Wish.AGREES: "They agree", Wish.REFUSES: "They say no", Wish.CANNOT_SAY: "They cannot be asked",
}  # fmt: skip
VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.GRANTED: "Yes", Verdict.PARTLY: "Part of it", Verdict.REFUSED: "No",
}  # fmt: skip
GROUND_WORDS: dict[Ground, tuple[str, str]] = {
    Ground.CHILD_SAYS_NO: ("The young person says no", "They understand, and the right is theirs."),
    Ground.HARM: ("It could harm somebody", "Data Protection Act 2018, Schedule 3."),
    Ground.OTHER_PEOPLE: (
        "It would show somebody else’s data",
        "Data Protection Act 2018, Schedule 2, paragraph 16.",
    ),
    Ground.NO_RIGHT: ("The person asking has no right to it", "UK GDPR articles 12 and 15."),
    Ground.HELD: ("A safeguarding or legal hold", "UK GDPR article 17(3)."),
    Ground.NOTHING_FOUND: ("Nothing was found", "We looked, and say where."),
}


@dataclass(frozen=True)
class WishNote:
    """The young person's own wish, as somebody they trust wrote it down."""

    wish: Wish
    understands: bool
    note: str


@dataclass(frozen=True)
class Decided:
    """What the officer wrote on the form."""

    verdict: Verdict
    grounds: tuple[Ground, ...] = field(default=())
    answer: str = ""


def due_on(ask: Ask, received_on: date) -> date:
    """The last day to answer; for a complaint, to say that it is there."""
    return received_on + ACKNOWLEDGE_WITHIN if ask is Ask.COMPLAIN else one_month_to_answer(received_on)


def longest(received_on: date) -> date:
    """The last day when a request is complex: two months more."""
    return one_month_to_answer(received_on, 3)


def check_wish(note: WishNote) -> None:
    """Refuse a wish without its story."""
    if len(note.note) < SHORTEST_ANSWER:
        raise Refusal("Write how you asked, and what they said in their own words.", field="note")


def check_decided(ask: Ask, asker: Asker, wish: WishNote | None, decided: Decided) -> None:
    """Raise Refusal when a decision lacks what it must carry, or would give a child's words away against their wish.

    Nothing is released by this: it only says what may then be done by hand.
    """
    gives = decided.verdict is not Verdict.REFUSED
    if ask in {Ask.SEE, Ask.ERASE} and asker is not Asker.THEMSELVES and gives:
        _check_wished(wish)
    if decided.verdict is not Verdict.GRANTED and not decided.grounds and ask is not Ask.COMPLAIN:
        raise Refusal("Say why, by at least one ground.", field="grounds")
    if len(decided.answer) < SHORTEST_ANSWER:
        raise Refusal("Write the answer as the person who asked will read it.", field="answer")


def _check_wished(wish: WishNote | None) -> None:
    if wish is None:
        raise Refusal("Ask the young person first, and write down what they want.", field="verdict")
    if wish.wish is Wish.REFUSES and wish.understands:
        raise Refusal(
            "The young person says no and understands it. The right is theirs, so the answer to anybody else is no.",
            field="verdict",
        )

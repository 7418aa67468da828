"""Packs for young advisors: at least seven days to read, what is in one, and each one's own view before the group's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from commissioning.rules.advice import DAYS_TO_ADVISE, View
from participation.rules.refusals import Refusal
from participation.rules.saying_something import answers_something, says_something

SHORTEST_WHY = 20
MOST_HEARD = 6
LEAST_ALONE = 2


@dataclass(frozen=True)
class NewPack:
    """A pack as an officer writes it. `heard` are public ids of released feedback."""

    asked: str
    money: str
    careful: str
    reply_on: date
    why_sooner: str = ""
    heard: tuple[str, ...] = field(default=())


def earliest(today: date) -> date:
    """The first day by which advice may be asked for."""
    return today + timedelta(days=DAYS_TO_ADVISE)


def check_reply_on(pack: NewPack, today: date, earliest_words: str) -> None:
    """Raise Refusal, naming the field, for a pack that comes too late, unless a named officer says why."""
    if pack.reply_on <= today:
        raise Refusal(
            f"That leaves no time to read it. The earliest day is {earliest_words}.", field="reply_on"
        )
    if pack.reply_on >= earliest(today):
        return
    if not pack.why_sooner:
        raise Refusal(
            f"Young advisors have seven days to read a pack. The earliest day is {earliest_words}. "
            "If it cannot wait, say why below: they read your reason and your name.",
            field="reply_on",
        )
    if len(pack.why_sooner) < SHORTEST_WHY:
        raise Refusal("Say why it cannot wait, in a sentence they can judge.", field="why_sooner")


def check_words(pack: NewPack) -> None:
    """Raise Refusal, naming the field, for a pack that does not say what it asks."""
    if not says_something(pack.asked):
        raise Refusal("Say what is asked, in a few plain sentences.", field="asked")
    if not says_something(pack.money):
        raise Refusal("Say what it costs and where the money comes from, in plain words.", field="money")
    if len(pack.heard) > MOST_HEARD:
        raise Refusal(f"Choose {MOST_HEARD} at most, so that there is time to read them.", field="heard")


def check_together(view: View, reasons: str, *, alone: int, advisors: int, has_own: bool) -> None:
    """Raise Refusal when the group speaks before its members have, or says nothing."""
    if not has_own:
        raise Refusal("Say what you think yourself first. Then write what you all say together.")
    if alone < min(LEAST_ALONE, advisors):
        raise Refusal("Each one’s own view comes first. Wait until two of you have said what they think.")
    if view is View.SKIP:
        raise Refusal("Choose what the panel says together", field="view")
    if len(reasons) < SHORTEST_WHY:
        raise Refusal("Say why, in a sentence or two, and also where you did not agree.", field="reasons")


def check_answer(text: str) -> None:
    """Raise Refusal (field "words") for an answer to a question that says nothing."""
    if not answers_something(text):
        raise Refusal("Answer the question in plain words. “Noted” is not an answer.", field="words")

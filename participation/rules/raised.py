"""What young advisors raise themselves, straight to a senior leader, who has ten working days to answer."""

from __future__ import annotations

from datetime import date

from participation.rules.refusals import Refusal
from participation.rules.working_days import day_after

WORKING_DAYS_TO_REPLY = 10
SHORTEST = 10


def due_on(let_through_on: date) -> date:
    """The clock starts when the words reach the leader, so a slow desk takes no time from anybody's answer."""
    return day_after(let_through_on, WORKING_DAYS_TO_REPLY)


def is_overdue(let_through_on: date, answered_on: date | None, today: date) -> bool:
    """Whether it is past its day without an answer."""
    return answered_on is None and due_on(let_through_on) < today


def check_words(words: str) -> None:
    """Raise Refusal (field "words") when there is nothing to answer."""
    if len(words) < SHORTEST:
        raise Refusal("Say what it is about, in a sentence.", field="words")

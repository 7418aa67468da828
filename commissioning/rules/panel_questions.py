"""A question for a panel: plain enough for a child of nine to eleven, and seven days to think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from commissioning.rules.advice import SHORTEST_REPLY, Followed
from participation.rules.reading import report
from participation.rules.refusals import Refusal
from participation.rules.responses import says_something

MOST_HARD_WORDS = 5


@dataclass(frozen=True)
class NewQuestion:
    """A question as a worker writes it. `to` is the public id of the leader who decides and answers."""

    title: str
    asked: str
    to: str
    reply_on: date
    careful: str = ""
    why_sooner: str = ""


def check_plain(text: str, field: str) -> None:
    """Raise Refusal, naming the field, for words too hard for a young reader, and say what would help."""
    found = report(text)
    if found.is_plain:
        return
    hard = list(found.hard[:MOST_HARD_WORDS])
    words = f" Long words here: {', '.join(hard)}." if hard else ""
    raise Refusal(
        f"This suits a reader of about {found.age}. Young advisors can be nine. Write shorter sentences and "
        f"everyday words.{words}", field=field,
    )  # fmt: skip


def check_question(new: NewQuestion) -> None:
    """Raise Refusal, naming the field, for a question that says nothing or is too hard to read."""
    if not says_something(new.asked):
        raise Refusal("Say what is asked, in a few plain sentences.", field="asked")
    check_plain(new.asked, "asked")
    check_plain(new.careful, "careful")


def check_may_answer(now: datetime, reply_by: datetime, given: int, advisors: int, being_read: int) -> None:
    """Raise Refusal while young advisors still have time, or one of their views is still being read."""
    if being_read:
        raise Refusal("What a young advisor said is being read first. Answer once it is here.")
    if now < reply_by and given < advisors:
        raise Refusal(f"Young advisors still have time to say what they think. {given} of {advisors} have.")


def check_answer(followed: Followed | None, words: str) -> None:
    """Raise Refusal, naming the field, for an answer that does not say what became of the advice, and why."""
    if followed is None:
        raise Refusal("Say whether you follow the young advisors’ advice", field="followed")
    plain = " ".join(words.split())
    if len(plain) < SHORTEST_REPLY or not says_something(plain):
        raise Refusal(
            "Say what their advice changed, or why it did not. “Noted” is not an answer.", field="words"
        )
    check_plain(plain, "words")

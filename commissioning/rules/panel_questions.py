"""A question for a panel: plain enough for a child of nine to eleven, and seven days to think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from commissioning.rules.advice import SHORTEST_REPLY, Followed
from participation.rules.reading import report
from participation.rules.refusals import Refusal
from participation.rules.saying_something import answers_something, says_something

MOST_HARD_WORDS = 5
LONGEST_DAYS = 180  # longer than this, nobody still knows what was asked


@dataclass(frozen=True)
class NewQuestion:
    """A question as a worker writes it. `to` is the public id of the leader who decides and answers."""

    title: str
    asked: str
    to: str
    reply_on: date
    careful: str = ""
    why_sooner: str = ""
    about: str = ""  # the public id of the idea whose decision waits for it, if there is one


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
    if not any(letter.isalnum() for letter in new.title):  # a space nobody sees is no title
        raise Refusal("Say what it is about", field="title")
    if not says_something(new.asked):
        raise Refusal("Say what is asked, in a few plain sentences.", field="asked")
    check_plain(new.asked, "asked")
    check_plain(new.careful, "careful")


def check_not_too_far(reply_on: date, today: date) -> None:
    """Raise Refusal (field "reply_on") for a day so far off that a young advisor may have left the panel by then."""
    if (reply_on - today).days > LONGEST_DAYS:
        raise Refusal(f"Choose a day in the next {LONGEST_DAYS} days", field="reply_on")


def check_decidable(
    title: str, who: str, now: datetime, reply_by: datetime, until: str, *, given: int, advisors: int, said: int,
    being_read: int,
) -> None:  # fmt: skip
    """Raise Refusal while a decision has to wait for a panel that was asked about it.

    `given` of `advisors` have said something or left it out; `said` of those said something. When the time is over and
    nobody said anything, the decision goes on and the register says that they were asked.
    """
    if being_read:
        raise Refusal(f"Young advisors were asked “{title}”. What one of them said is being read first.")
    if now < reply_by and given < advisors:
        raise Refusal(f"Young advisors were asked “{title}” and have until {until}. This waits for them.")
    if said:
        raise Refusal(f"Young advisors were asked “{title}”. {who} answers them first.")


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
    if len(plain) < SHORTEST_REPLY or not answers_something(plain):
        raise Refusal(
            "Say what their advice changed, or why it did not. “Noted” is not an answer.", field="words"
        )
    check_plain(plain, "words")

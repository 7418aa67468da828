"""An answer: we did, we will by, or we could not because. "Noted" is not an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules import reading
from participation.rules.promises import (
    gives_no_reason,
    is_no,
    is_promise,
    plain,
    promises_nothing,
    puts_off,
)
from participation.rules.real_words import has_a_real_word, is_a_sentence
from participation.rules.refusals import Refusal
from participation.rules.saying_something import says_something

LONGEST_CHILD_SENTENCE = 25  # words; the design's AC4


class AnswerKind(StrEnum):
    """The three answers there are; and passing it on, which tells the children but is not yet an answer."""

    WE_DID = "we_did"
    WE_WILL_BY = "we_will_by"
    WE_COULD_NOT = "we_could_not"
    NOT_OURS = "not_ours"


class Influence(StrEnum):
    """What the voices changed (Lundy's fourth part)."""

    CHANGED = "changed"
    PARTLY = "partly"
    NOT = "not"


INFLUENCE_WORDS: dict[Influence, str] = {
    Influence.CHANGED: "What children and families said changed what happens",
    Influence.PARTLY: "It changed a part of it",
    Influence.NOT: "It did not change it",
}


ANSWER_WORDS: dict[AnswerKind, str] = {
    AnswerKind.WE_DID: "We did",
    AnswerKind.WE_WILL_BY: "We will",
    AnswerKind.WE_COULD_NOT: "We could not",
    AnswerKind.NOT_OURS: "Not ours, so passed on",
}
A_SENTENCE = "Write a whole sentence of real words, so that people can see what you mean."
_DONE_ALREADY = re.compile(r"\balready\b|\b(?:is|are|was|were|has been|have been) (?:all )?done\b", re.I)
_TO_COME = re.compile(r"\b(?:will|shall|going to|plan to|promise|by|when|until|once)\b|[’']ll\b", re.I)
_A_PROMISE = "That is a promise: choose We will, and say by when."


@dataclass(frozen=True)
class Draft:
    """What the responder wrote, already tidy."""

    kind: AnswerKind
    words: str
    child_words: str
    evidence: str = ""
    by_when: date | None = None
    influence: Influence | None = None


@dataclass(frozen=True)
class Passing:
    """What somebody wrote who cannot act on it: who can (a person here, or a body outside), and why."""

    words: str
    child_words: str
    to: str = ""  # the public id of somebody who answers here
    outside: str = ""  # or who it is, outside the council


def check_passing(passing: Passing, from_id: str) -> None:
    """Raise Refusal, naming the field, unless it goes to somebody else, with a reason and words for the child."""
    if not passing.to and len(plain(passing.outside)) < 3:
        raise Refusal("Say who it is that can act on this.", field="outside")
    if passing.to == from_id:
        raise Refusal("That is you. Choose somebody else.", field="to")
    if not says_something(passing.words) or plain(passing.words) in {
        "not ours",
        "this is not ours",
        "it is not ours",
    }:
        raise Refusal("Say why it is not yours, and what they can do.", field="words")
    if not is_a_sentence(passing.words):
        raise Refusal(A_SENTENCE, field="words")
    _check_child_words(passing.child_words)


def is_owed(kind: AnswerKind | None) -> bool:
    """Whether children and families still wait: nothing was answered, or it was only passed on."""
    return kind is None or kind is AnswerKind.NOT_OURS


def check_answer(draft: Draft, today: date) -> None:
    """Raise Refusal, naming the field, when an answer lacks what its kind must carry."""
    if not says_something(draft.words):
        raise Refusal(_needs(draft.kind), field="words")
    if not is_a_sentence(draft.words):
        raise Refusal(A_SENTENCE, field="words")
    if draft.kind is AnswerKind.WE_DID:
        _check_done(draft)
    if draft.kind is AnswerKind.WE_COULD_NOT:
        _check_reason(draft)
    if draft.kind is AnswerKind.WE_WILL_BY:
        _check_will(draft)
        _check_day(draft.by_when, today)
        _check_one_promise(draft)
    _check_child_words(draft.child_words)


def _check_child_words(text: str) -> None:
    if not says_something(text):
        raise Refusal("Write the answer for the child too, in short plain sentences.", field="child_words")
    if not is_a_sentence(text):
        raise Refusal(A_SENTENCE, field="child_words")
    if too_long := long_sentence(text):
        raise Refusal(
            f"Make this sentence shorter for a child ({LONGEST_CHILD_SENTENCE} words at most): {too_long}",
            field="child_words",
        )
    if wrong := reading.too_hard(text):
        raise Refusal(wrong, field="child_words")


def long_sentence(text: str) -> str:
    """The first sentence too long for a child, shortened for the message; empty when none is."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        if len(sentence.split()) > LONGEST_CHILD_SENTENCE:
            return f"“{' '.join(sentence.split()[:6])} …”"
    return ""


def is_overdue(kind: AnswerKind | None, due_on: date, by_when: date | None, today: date) -> bool:
    """Whether an answer is owed and late: none yet after `due_on`, or a promised day has passed.

    Passing it on does not stop the clock: it is due when it was due.
    """
    if is_owed(kind):
        return due_on < today
    return kind is AnswerKind.WE_WILL_BY and by_when is not None and by_when < today


def _check_done(draft: Draft) -> None:
    """ "We did" tells what was done, and something else by which people can see it."""
    for field, text in (("words", draft.words), ("child_words", draft.child_words)):
        if is_promise(text) or puts_off(text):
            raise Refusal(_A_PROMISE, field=field)
    if is_promise(draft.evidence):
        raise Refusal(_A_PROMISE, field="evidence")
    same = {plain(draft.words), plain(draft.child_words)}
    if (
        not (says_something(draft.evidence) and has_a_real_word(draft.evidence))
        or plain(draft.evidence) in same
    ):
        again = " Do not repeat your answer." if plain(draft.evidence) in same else ""
        raise Refusal(
            f"Say how people can see that it was done: a place, a date, a link or a report.{again}",
            field="evidence",
        )


def _check_reason(draft: Draft) -> None:
    """ "We could not" gives a reason, to the children too."""
    for field, text in (("words", draft.words), ("child_words", draft.child_words)):
        if is_promise(text):
            raise Refusal(_A_PROMISE, field=field)
        if gives_no_reason(text):
            raise Refusal("Say why it could not be done.", field=field)


def _needs(kind: AnswerKind) -> str:
    return {
        AnswerKind.WE_DID: "Say what was done. “Noted” is not an answer.",
        AnswerKind.WE_WILL_BY: "Say what will be done. “Noted” is not an answer.",
        AnswerKind.WE_COULD_NOT: "Say why it could not be done. “Noted” is not an answer.",
        AnswerKind.NOT_OURS: "Say why it is not yours. “Noted” is not an answer.",
    }[kind]


def _check_will(draft: Draft) -> None:
    """ "We will" says what will be done, to the children too."""
    for field, text in (("words", draft.words), ("child_words", draft.child_words)):
        if promises_nothing(text):
            raise Refusal("Say what will be done, not only that you will look into it.", field=field)
        if _DONE_ALREADY.search(text) and not _TO_COME.search(text):
            raise Refusal(
                "This says that it is done already. Say what will be done, or choose We did.", field=field
            )


def _check_day(by_when: date | None, today: date) -> None:
    if by_when is None:
        raise Refusal("Give the day by which it will be done.", field="by_when")
    if by_when < today:
        raise Refusal("That day has passed. Give a day from today on.", field="by_when")
    if by_when > _a_year_on(today):
        raise Refusal(
            "Give a day within a year. If it takes longer, say what will be done by then, and answer again.",
            field="by_when",
        )


def _a_year_on(today: date) -> date:
    """The same day next year. A year is long in a childhood; a promise without an end is none."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year + 1, day=day)


def _check_one_promise(draft: Draft) -> None:
    """A promise is one to children too: not a yes in one and a no in the other."""
    if is_no(draft.words) != is_no(draft.child_words):
        raise Refusal(
            "One of your answers is a yes and the other a no. Say the same in both.", field="child_words"
        )


def said_once(verdict: str, words: str) -> str:
    """The verdict and the words, without saying the verdict twice: "We could not: We could not ..."."""
    return words if words.startswith(f"{verdict} ") else f"{verdict}: {words}"

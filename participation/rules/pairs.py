"""I and We statements: the child's side beside the council's, and when the two do not meet.

Source: the design's 3.6d, after the I and We statements councils use: a gap makes an answer owed, and a result is told
from five voices on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules import reading
from participation.rules.refusals import Refusal
from participation.rules.saying_something import answers_something
from participation.rules.small_numbers import FEWEST_SHOWN, Hidden, tell_small
from participation.rules.ways import AGREES
from participation.rules.working_days import day_after

DAYS_TO_ANSWER = 20  # working days from the end of the listening, as for a theme


class Agree(StrEnum):
    """What was answered to an I-statement."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


AGREE_WORDS: dict[Agree, str] = {Agree.YES: "Agree", Agree.PARTLY: "Partly", Agree.NO: "Do not agree"}
_BY_WORD = {words: Agree(name) for name, words in AGREES.items()}


@dataclass(frozen=True)
class Tally:
    """How many answered what, in one listening."""

    counts: Mapping[Agree, int]

    @property
    def total(self) -> int:
        """How many answered."""
        return sum(self.counts.values())

    @property
    def is_shown(self) -> bool:
        """Whether enough answered that it may be told at all."""
        return self.total >= FEWEST_SHOWN

    @property
    def told(self) -> dict[Agree, int | Hidden]:
        """Each number as it may be told beside the total; small ones hidden, and what would give them away."""
        return tell_small({one: self.counts.get(one, 0) for one in Agree})

    @property
    def is_gap(self) -> bool:
        """Whether more said "partly" or "no" than "yes": what "We" says is not what "I" lives."""
        return self.is_shown and self.total - self.counts.get(Agree.YES, 0) > self.counts.get(Agree.YES, 0)


def answers_in(text: str, asked: Mapping[int, str]) -> dict[int, Agree]:
    """The answers in released words ("I like the park: Yes", one a line), by the key of what was asked."""
    said = dict(line.rsplit(": ", 1) for line in text.splitlines() if ": " in line)
    return {key: _BY_WORD[said[words]] for key, words in asked.items() if said.get(words) in _BY_WORD}


def due_on(asked_until: date) -> date:
    """The day by which what was done is written, when a listening that ended on this day shows a gap."""
    return day_after(asked_until, DAYS_TO_ANSWER)


def check_pair(i_words: str, we_words: str) -> None:
    """Raise Refusal, naming the field, unless one side is a child's own "I" and the other the council's "We"."""
    if not i_words.lower().startswith(("i ", "i’", "i'")):
        raise Refusal("Begin with “I”, as a child would say it.", field="i_words")
    if wrong := reading.too_hard(i_words):
        raise Refusal(wrong, field="i_words")
    if not we_words.lower().startswith(("we ", "we’", "we'")):
        raise Refusal("Begin with “We”: what the council does.", field="we_words")


def check_done(words: str) -> None:
    """Raise Refusal for an answer that says nothing, or that a child cannot read."""
    if not answers_something(words):
        raise Refusal("Say what was done, or why not. “Noted” is not an answer.", field="words")
    if wrong := reading.too_hard(words):
        raise Refusal(wrong, field="words")

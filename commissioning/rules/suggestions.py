"""Suggestions: a change to one part of an idea, marked word by word, which its authors take up or not."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from commissioning.rules.cost_lines import as_text, from_text
from commissioning.rules.marked import Mark, Run
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Content
from participation.rules.refusals import Refusal


class Part(StrEnum):
    """The parts of an idea that can be put in other words, its costs among them. Places are the authors' alone."""

    TITLE = "title"
    NEED = "need"
    WHO_BENEFITS = "who_benefits"
    BUILDS_ON = "builds_on"
    LINES = "lines"
    OUR_PART = "our_part"
    YOUR_PART = "your_part"


PART_NAMES: dict[Part, str] = {
    Part.TITLE: "The name",
    Part.NEED: "Why it is needed",
    Part.WHO_BENEFITS: "Who it is for",
    Part.BUILDS_ON: "What is there already",
    Part.LINES: "What it costs",
    Part.OUR_PART: "Our part",
    Part.YOUR_PART: "Your part",
}
LONGEST: dict[Part, int] = {Part.TITLE: 100, Part.WHO_BENEFITS: 400}
LONGEST_OTHER = 1500
FEWEST_KEPT = 3  # fewer words than this between two changes are part of the change


class SuggestionState(StrEnum):
    """Where a suggestion stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


def marked(before: str, after: str) -> list[Run]:
    """The change in one text, word by word: what stays, what is taken out and what is put in, in reading order.

    The runs without what was put in, and without what was taken out, are exactly `before` and `after`. A word or two
    that happen to have stayed between two changes are marked with them, so that a rewritten sentence reads as one.
    """
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    found: list[Run] = []
    out = into = ""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (what, a, b, c, d) in enumerate(blocks):
        text = "".join(old[a:b])
        between = what == "equal" and 0 < at < len(blocks) - 1
        if what == "equal" and not (between and len(text.split()) < FEWEST_KEPT):
            found += [*_changed(out, into), Run(Mark.SAME, text)]
            out = into = ""
            continue
        out, into = out + text, into + "".join(new[c:d])
    return [*found, *_changed(out, into)]


def _changed(out: str, into: str) -> list[Run]:
    return [run for run in (Run(Mark.OUT, out), Run(Mark.IN, into)) if run.text]


def text_of(content: Content, part: Part) -> str:
    """What that part says; costs one on each line."""
    if part is Part.LINES:
        return as_text(content.lines)
    return str(getattr(content, part.value))


def with_words(content: Content, part: Part, words: str) -> Content:
    """`content` with other words in one part."""
    changes: dict[str, Any] = {part.value: from_text(words) if part is Part.LINES else words}
    return replace(content, **changes)


def check_may_suggest(state: State, *, is_author: bool, is_read: bool) -> None:
    """Raise Refusal unless changes can be suggested now, by this person."""
    if is_author:
        raise Refusal("You are writing this, so you can change it yourself.")
    if state is not State.CO_DESIGN:
        raise Refusal("Changes can be suggested while an idea is taking shape. This one has moved on.")
    if not is_read:
        raise Refusal("It has newer words, and they are being read first. Come back when they show.")


def check_change(part: Part, before: str, after: str) -> str:
    """The words as they are kept. Raises Refusal (field "words") when nothing is changed, or too much is left."""
    if part is Part.LINES and after:
        after = as_text(from_text(after))
    if after == before:
        raise Refusal("Nothing is changed yet. Change the words to what you suggest.", field="words")
    if not after:
        raise Refusal("Leave some words: this part cannot be empty.", field="words")
    most = max(LONGEST.get(part, LONGEST_OTHER), len(before))  # a joined idea's part may stand longer
    if len(after) > most:
        raise Refusal(f"Use {most:,} letters or fewer", field="words")
    return after


def is_out_of_date(before: str, now: str) -> bool:
    """Whether the words it was written about have changed since."""
    return before != now


OVER = "The idea has moved on and is not open to changes any more, so this is closed. Nobody need answer it."


def reason_told(*, is_mine: bool, unread: bool) -> str:
    """What stands where the authors' reason for a no will show: that there is one, and what becomes of it."""
    if not unread:
        return (
            "They wrote why, and it is not shown."
            if is_mine
            else "The reason written for this no is not shown."
        )
    if is_mine:
        return "They wrote why. It is being read first, and you are told when it shows."
    return "The reason is being read first. Then whoever suggested this reads it."


def is_open(state: State) -> bool:
    """Whether suggestions to an idea can still be answered: once it has moved on, those left are closed."""
    return state is State.CO_DESIGN


def check_open(state: State) -> None:
    """Raise Refusal when nobody is asked for an answer any more."""
    if not is_open(state):
        raise Refusal(OVER)


def check_can_accept(before: str, published: str, working: str, *, is_read: bool) -> None:
    """Raise Refusal when taking it up would write over words that are newer, or show some that are being read."""
    if not is_read:
        raise Refusal(
            "Your group’s newest words are being read first. You can take this up once that is done."
        )
    if is_out_of_date(before, published):
        raise Refusal(
            "This part has changed since it was suggested, so it no longer fits. Thank them and say so."
        )
    if working != published:
        raise Refusal(
            "You have been changing this part yourselves and have not shown that to others. "
            "Use their words there if you like, and decline this with a thank you."
        )

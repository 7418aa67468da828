"""The clerk's own words in a summary: no figure, plain for children, and never that all was done when it was not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from governance.rules.model_notes import refuse_bare_model
from governance.rules.summaries import NOTE_PLACES
from participation.rules import reading
from participation.rules.refusals import Refusal

_FIGURE = re.compile(r"[0-9£%]")
_COUNTED = (
    "promise|idea|decision|answer|vote|voter|project|award|person|people|child|children|pound|meeting|member|theme|"
    "proposal|deal|part|thing|family|area|summary|question"
)
# A number in words is a figure too. "One" and "both" are ordinary words, unless they count something the facts count.
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|dozens?|twice|double[ds]?|treble[ds]?|"
    r"half of|per cent|percent"
    rf"|one (?:in|out of|(?:{_COUNTED})s?)|both (?:{_COUNTED})s?|a couple of)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(all|every|everything|each)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(promis\w*|kept|keep|did|done|answered|on time|delivered)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(not|never|cannot|nearly|almost|should|must|will|want|nobody|where|when)\b|n[’']t\b", re.IGNORECASE
)
_NOTHING = re.compile(
    r"\b(nothing|none|no promise)\b[^,;]*\b(late|missed|broken|undone|left out)\b", re.IGNORECASE
)


def refuse_introduction(words: str, for_children: str, *, not_done: bool = False) -> None:
    """Raise Refusal when an introduction carries a figure, or is written for one kind of reader only.

    `not_done` says that something in the summary was not done: then it may not say that everything was.
    """
    _own_words({"introduction": words, "introduction_for_children": for_children}, not_done=not_done)
    if words and not for_children:
        raise Refusal("Say it in plain words for children too.", field="introduction_for_children")
    if for_children and not words:
        raise Refusal("Say it for grown-ups too.", field="introduction")
    _easy(for_children, "introduction_for_children")


def refuse_note(where: str, words: str, for_children: str, *, not_done: bool = False) -> None:
    """Raise Refusal for a note in no known place, with a figure, or for one kind of reader only.

    `not_done` is as for an introduction.
    """
    if where not in NOTE_PLACES:
        raise Refusal("Choose where the note stands.", field="where")
    _own_words({"note": words, "note_for_children": for_children}, not_done=not_done)
    if words and not for_children:
        raise Refusal("Say it in plain words for children too.", field="note_for_children")
    if for_children and not words:
        raise Refusal("Say it for grown-ups too.", field="note")
    _easy(for_children, "note_for_children")


def _easy(for_children: str, field: str) -> None:
    """Raise Refusal for words that a ten-year-old could not read (the design's AC4)."""
    if wrong := reading.too_hard(for_children):
        raise Refusal(wrong, field=field)


def claims_all(text: str) -> bool:
    """Whether a sentence says that everything was done or kept, or that nothing was late."""
    return any(
        _NOTHING.search(said) or (_ALL.search(said) and _DONE.search(said) and not _DENIED.search(said))
        for said in re.split(r"[.!?\n]+", text)
    )


def _own_words(texts: Mapping[str, str], *, not_done: bool) -> None:
    for field, text in texts.items():
        if _FIGURE.search(text):
            raise Refusal(
                "Leave numbers, amounts and dates out of this. Those in the summary come from the frozen facts.",
                field=field,
            )
        if found := _NUMBER_WORD.search(text):
            raise Refusal(
                f"Leave numbers out of this in words too: “{found[0]}”. Those in the summary come from the frozen "
                "facts.", field=field,
            )  # fmt: skip
        if not_done and claims_all(text):
            raise Refusal(
                "Something in this summary was not done or is late, and both versions say so. So do not say that all "
                "of it was done.", field=field,
            )  # fmt: skip
        refuse_bare_model(text, field)

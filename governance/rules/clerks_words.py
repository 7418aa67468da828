"""The clerk's own words in a summary: no figure, plain for children, and never that all was done when it was not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from governance.rules.model_notes import refuse_bare_model
from governance.rules.summaries import NOTE_PLACES
from participation.rules import reading
from participation.rules.refusals import Refusal

_SIGNS = frozenset("£€$%％٪‰")
_COUNTED = (
    "promise|idea|decision|answer|vote|voter|project|award|person|people|child|children|pound|meeting|member|theme|"
    "proposal|deal|part|thing|family|area|summary|question"
)
# A number in words is a figure too. "One" and "both" are ordinary words, unless they count something the facts count.
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|dozens?|twice|double[ds]?|treble[ds]?|"
    r"(?:a |one )?half (?:of|the)|(?:one|a|the other) (?:quarter|third|fifth|tenth) of|"
    r"(?:quarters|thirds|fifths|tenths) of|per cent|percent"
    rf"|one (?:in|out of|(?:{_COUNTED})s?)|both (?:{_COUNTED})s?|a couple of"
    r"|(?:most|few|fewer|hardly any|a majority) of (?:you|us|them)|(?:most|few) (?:people|children|families|members)"
    r")\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(all|every|everything|each)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(most|nearly|almost|many|mainly|mostly|majority)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(promis\w*|kept|keep|did|done|answered|on time|delivered)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(not|never|cannot|nearly|almost|should|must|will|want|nobody|where|when)\b|n[’']t\b", re.IGNORECASE
)
# "Nothing is late", "there are no broken promises", "we have not been late", "we did not break a promise".
_NOTHING = re.compile(
    r"\b(?:nothing|none|never)\b[^,;]*\b(?:late|missed|broken|undone|left out|overdue)\b|"
    r"\bno (?:late|broken|missed|overdue)\b|\bno promises?\b[^,;]*\b(?:late|missed|broken|undone|overdue)\b|"
    r"(?:\bnot|n[’']t) (?:been |ever |at all )*(?:late|overdue)\b|"
    r"(?:\bnot|\bnever|n[’']t)\b[^,;]*\b(?:broken|broke|break|missed)\b[^,;]*\bpromis",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"\b(sorry|apolog\w+|should not|shouldn[’']t|must not|will not|won[’']t)\b", re.IGNORECASE
)
_WORD = (
    r"(?:promis\w*|(?:our|its|their) words?|pledges?|commitments?|"
    r"what (?:we|it|they|the council) (?:said|promised))"
)
_HELD = (
    r"(?:kept|keep|keeps|keeping|did|does|done|met|honou?red|fulfilled|delivered|stood by|stuck to|lived up to|"
    r"on time)"
)
_KEPT = re.compile(rf"\b{_HELD}\b[^.;]*\b{_WORD}\b|\b{_WORD}\b[^.;]*\b{_HELD}\b", re.IGNORECASE)
_TOLD = r"(?:promises?|numbers?|figures?|facts?|list|summary|page|below|above)"
_WRONG = r"(?:wrong|untrue|not true|isn[’']t true|incorrect|inaccurate|false|mistaken|a mistake|an error)"
_DISPUTED = re.compile(rf"\b{_TOLD}\b[^.;]*\b{_WRONG}\b|\b{_WRONG}\b[^.;]*\b{_TOLD}\b", re.IGNORECASE)


_IGNORED = re.compile(
    r"\b(?:(?<!not )(?<!never )(?:ignore|disregard)|(?:do not|don[’']t) (?:read|believe|trust))\b[^.;]*"
    rf"\b{_TOLD}\b",
    re.IGNORECASE,
)
# "All is well here", "everything went well", "we are proud of how well we did".
_WELL = re.compile(
    r"\b(?:all|everything|it all) (?:is|was|has been|goes|went|has gone)(?: going)? (?:well|fine|good|on track)\b|"
    r"\bhow well (?:we|it|they|the council)\b|\bproud of (?:how|what|all) (?:we|it|our|the council)\b",
    re.IGNORECASE,
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
    """Whether a sentence says that everything was done, that promises were kept, or that nothing was late."""
    return any(_claims(said) for said in re.split(r"[.!?\n]+", text))


def _claims(said: str) -> bool:
    if _NOTHING.search(said) and not _SORRY.search(said):
        return True
    if _WELL.search(said) and not _DENIED.search(said):
        return True
    if _MOST.search(said) and _DONE.search(said):
        return True
    return bool((_ALL.search(said) and _DONE.search(said)) or _KEPT.search(said)) and not _DENIED.search(said)


def disputes(text: str) -> bool:
    """Whether a sentence says that what the summary tells is not so, or not to be read; its record is put right."""
    return any(_DISPUTED.search(said) or _IGNORED.search(said) for said in re.split(r"[.!?\n]+", text))


def _has_figure(text: str) -> bool:
    """Any sign that stands for a number, in whatever script, and the signs of money and shares."""
    return any(sign.isnumeric() or sign in _SIGNS for sign in text)


def _own_words(texts: Mapping[str, str], *, not_done: bool) -> None:
    for field, text in texts.items():
        if _has_figure(text):
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
                "Something in this summary was not done or is late, and both versions say so. So do not say that it "
                "was done or kept, or that nothing is late.", field=field,
            )  # fmt: skip
        if disputes(text):
            raise Refusal(
                "What the summary tells comes from the frozen facts, so do not say here that it is wrong or not worth "
                "reading. Have the record put right, and the next summary tells of it.", field=field,
            )  # fmt: skip
        refuse_bare_model(text, field)

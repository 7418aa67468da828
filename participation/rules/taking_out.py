"""Taking words out of what somebody said: what stays must be their own words, in their order, with every gap marked.

Where something was taken out a mark stays: "[name] waits by the gate", or "[…]", which is put in when the desk only
deletes. Nothing else may be written in, and a "not" never goes alone, or the record would show as a child's words what
no child said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from participation.rules.personal import A_NAME, TAKEN_OUT
from participation.rules.refusals import Refusal

MARK = "[…]"
GAPS = frozenset({MARK, "[...]", "[name]", A_NAME, "[place]", "[a place]", TAKEN_OUT})
# A name with "'s" behind it becomes "[name]'s". An ending stays with its word, so that "can't" is never "can".
_ENDING = r"['’](?:t|s|re|ve|ll|d|m)(?![^\W_])"
_TOKEN = re.compile(rf"\[[^\[\]]*\](?:{_ENDING})?|[^\W\d_]+(?:{_ENDING})?|\d+|[^\w\s]|_", re.IGNORECASE)
# Signs that may be put right around a gap. A question mark and an exclamation mark change what is said.
_FREE = frozenset(".,;:…'’‘\"“”()-–—")
_SENTENCE_END = re.compile(r"(?<!\.)(?<!\b[Mm]rs)(?<!\b[MmDd][sr])[.!?][!?]*[\"”’)]?(?=\s|$)|\n\s*\n")
_NOT = re.compile(
    r"no|not|never|none|nobody|noone|nothing|nowhere|nor|neither|without|cannot|hardly|barely|nope|nah|\w+n't"
    r"|(?:ai|are|ca|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would)nt"
)


@dataclass(frozen=True)
class _Token:
    word: str  # as it is compared: a capital may change where a sentence now begins
    said: str
    start: int
    sentence: int

    @property
    def is_gap(self) -> bool:
        """Whether it is a mark that something was taken out, maybe with "'s" behind it."""
        return self.word.startswith("[") and self.word.partition("]")[0] + "]" in GAPS


@dataclass
class _Match:
    """Where each word that stays stood, and which of them have a typed mark before them (the last: the end)."""

    kept: list[_Token] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)


def taken_out(changed: dict[str, str], original: dict[str, str]) -> dict[str, str]:
    """Every text as it goes out, with a mark wherever something is missing.

    Raises Refusal, naming the field and the word, when anything is written in that was not said or a "not" goes alone.
    """
    return {name: _one(name, changed.get(name, text), text) for name, text in original.items()}


def _one(name: str, written: str, original: str) -> str:
    theirs = _tokens(original)
    match = _matched(name, _tokens(written), theirs)
    _settle(match, theirs)
    for turn in range(len(match.at) + 1):
        if (word := _turned_round(match, theirs, turn)) is not None:
            raise Refusal(
                f"“{word}” cannot be taken out alone, because what is left would say the opposite. Take out the whole "
                "sentence instead.",
                field=name,
            )
    return _with_marks(written, match, theirs)


def _matched(name: str, written: list[_Token], theirs: list[_Token]) -> _Match:
    """Each written word at the first place where it can have stood; raises Refusal for one that cannot."""
    match, words, gap = _Match(), [one.word for one in theirs], ""
    for one in written:
        here = match.at[-1] + 1 if match.at else 0
        if one.is_gap and words[here : here + 1] != [one.word]:
            gap = gap or one.said
            match.marked.add(len(match.at))
            continue
        try:
            place = words.index(one.word, here + bool(gap))  # a mark stands for one word or more
        except ValueError:
            raise _not_said(name, gap if gap and words[here : here + 1] == [one.word] else one.said) from None
        match.kept.append(one)
        match.at.append(place)
        gap = ""
    if gap and (match.at[-1] + 1 if match.at else 0) >= len(words):
        raise _not_said(name, gap)
    return match


def _not_said(name: str, word: str) -> Refusal:
    if word.partition("]")[0].casefold() + "]" in GAPS:
        return Refusal(f"“{word}” must stand where something was taken out.", field=name)
    return Refusal(
        f"“{word}” was not said here, or not in that order. Only take words out. In square brackets only [name], "
        f"[place] or {MARK} may stand there.",
        field=name,
    )


def _gone(match: _Match, theirs: list[_Token], turn: int) -> range:
    """Which of their words are missing before the kept word of this turn (after the last turn: at the end)."""
    start = match.at[turn - 1] + 1 if turn else 0
    return range(start, match.at[turn] if turn < len(match.at) else len(theirs))


def _settle(match: _Match, theirs: list[_Token]) -> None:
    """Of "No soap. No heater." the first sentence may go: "No heater" is then the second "No", not the first."""
    for turn in range(len(match.at), 0, -1):
        gone = _gone(match, theirs, turn)
        if turn in match.marked or _turned_round(match, theirs, turn) is None:
            continue
        if theirs[gone[-1]].word == match.kept[turn - 1].word:
            match.at[turn - 1] = gone[-1]


def _turned_round(match: _Match, theirs: list[_Token], turn: int) -> str | None:
    """A missing "not" of whose sentence something after it stays."""
    gone = _gone(match, theirs, turn)
    if gone.stop >= len(theirs) or theirs[gone.stop].word in "!?":
        return None
    stays = theirs[gone.stop].sentence
    return next(
        (theirs[n].said for n in gone if theirs[n].sentence == stays and _NOT.fullmatch(theirs[n].word)), None
    )


def _with_marks(written: str, match: _Match, theirs: list[_Token]) -> str:
    """What was written, with a mark put in wherever words are missing and neither side of the gap is one."""
    text = written
    for turn in range(len(match.at), -1, -1):
        beside = match.kept[max(turn - 1, 0) : turn + 1]
        if turn in match.marked or not _gone(match, theirs, turn) or any(one.is_gap for one in beside):
            continue
        if turn == len(match.at):
            text = f"{text.rstrip()} {MARK}".lstrip()
        else:
            start = match.kept[turn].start
            text = f"{text[:start]}{MARK} {text[start:]}"
    return text


def _tokens(text: str) -> list[_Token]:
    """Every word, sign and gap that counts, with the number of the sentence it is in."""
    ends = [one.start() for one in _SENTENCE_END.finditer(text)]
    found, sentence = [], 0
    for one in _TOKEN.finditer(text):
        while sentence < len(ends) and ends[sentence] < one.start():
            sentence += 1
        if (said := one.group()) not in _FREE:
            found.append(_Token(said.casefold().replace("’", "'"), said, one.start(), sentence))
    return found

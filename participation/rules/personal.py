"""Noticing personal data in free text: what surely is some is refused, what looks like a name is asked about.

It will miss things and it will ask in vain, so a page never says that a text it let through is free of names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from participation.rules.names_found import ORDINARY, each_once, is_no_name, names_in

LONGEST = 2_000  # letters looked at; no field that is looked at takes more
_OVERLAP = 100  # so that no name is cut in two where one look ends and the next begins
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2]|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)"
_YEAR = r"(?:19|20)[0-9]{2}"

# What each sure pattern is called in the refusal. Postcodes and National Insurance numbers as GOV.UK writes them.
_SURE: dict[str, re.Pattern[str]] = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE),
    "a phone number": re.compile(r"(?<![0-9])(?:\+44|0044|0)[\s()-]*[1-9](?:[\s()-]*[0-9]){8,9}(?![0-9])"),
    "a date of birth": re.compile(
        rf"(?<![0-9])(?:{_DAY}(?:st|nd|rd|th)?[\s./-]+{_MONTH}[\s./-]+{_YEAR}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}})(?![0-9])"
        rf"|\b(?:dob|d\.o\.b|date of birth|born on)\b",
        re.IGNORECASE,
    ),
    "a postcode": re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE),
    "a National Insurance number": re.compile(r"\b[A-Z]{2}\s?(?:[0-9]{2}\s?){3}[A-D]\b", re.IGNORECASE),
    "a case, pupil or NHS number": re.compile(
        r"(?<![0-9£.,])[0-9]{3}[\s-]?[0-9]{3}[\s-]?[0-9]{4}(?![0-9])|\b[A-Z]?[0-9]{12}[A-Z]?\b"
    ),
    "a street address": re.compile(
        r"\b[0-9]{1,4}[a-z]?,?\s+(?:[A-Z][\w’']+\s+){1,3}(?:street|road|lane|avenue|close|drive|terrace|crescent|way)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What was found: kinds of personal data that surely are some, and words that look like a person's name."""

    sure: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def look(text: str) -> Found:
    """What in a text surely is personal data, and what may be a name."""
    text = text[:LONGEST]
    return Found(tuple(what for what, pattern in _SURE.items() if pattern.search(text)), names_in(text))


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "cllr"})
TAKEN_OUT, A_NAME = "[taken out]", "[a name]"


def blacked_out(
    text: str, also: Iterable[str] = (), stays: Collection[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """The text as it might be released, and what was taken out of it: a suggestion for a person to check and mend.

    `also` are names known from elsewhere, such as of people at work whom the words name. `stays` is left in.
    """
    found = [look(text[start : start + LONGEST]) for start in range(0, len(text), LONGEST - _OVERLAP)]
    known = [name for name in also if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    every = each_once([*known, *(name for one in found for name in one.names)], text)
    names = tuple(name for name in every if name not in stays)
    changed = text
    for what, pattern in _SURE.items():
        changed = changed if what in stays else pattern.sub(TAKEN_OUT, changed)
    for name in sorted(names, key=len, reverse=True):
        changed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", A_NAME, changed)
    sure = tuple(dict.fromkeys(what for one in found for what in one.sure if what not in stays))
    return changed, (*names, *sure)


def still_marked(text: str, original: str, also: Iterable[str] = ()) -> tuple[str, ...]:
    """What may show who somebody is in a text that was cut down from another, marked in either of the two.

    A name known by the words around it stays a name when they are gone, and each half of a name is one too.
    """
    also = tuple(also)
    halves = [
        word for name in blacked_out(original, also)[1] if name not in _SURE
        for word in (name, *name.split()) if word == name or not is_no_name(word.strip("."), ORDINARY | _TITLES)
    ]  # fmt: skip
    stay = [word for word in halves if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    return tuple(dict.fromkeys([*stay, *blacked_out(text, also)[1]]))


def marks_in(texts: Iterable[str], also: Iterable[str] = ()) -> tuple[str, ...]:
    """What is marked in any of these texts, each once: what may show who somebody is."""
    also = tuple(also)
    return tuple(dict.fromkeys(mark for text in texts for mark in blacked_out(text, also)[1]))


def is_said_to_stay(mark: str, stays: Collection[str]) -> bool:
    """Whether somebody said that a mark stays in, by itself or with the whole name that it is a part of."""
    return any(mark == one or mark in one.split() for one in stays)


def left_in(
    goes_out: Mapping[str, str], original: Mapping[str, str], also: Iterable[str], stays: Collection[str]
) -> frozenset[str]:
    """Those of the marks that were said to stay which are in the words as they go out."""
    also = tuple(also)
    marks = [mark for name, text in goes_out.items() for mark in still_marked(text, original[name], also)]
    return frozenset(one for one in stays if any(is_said_to_stay(mark, [one]) for mark in marks))


def pieces(text: str, names: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The text cut into (piece, whether it is one of these names), for a page that marks them."""
    wanted = sorted((name for name in names if name), key=len, reverse=True)
    if not wanted:
        return [(text, False)]
    cut = re.split(rf"(?<!\w)({'|'.join(map(re.escape, wanted))})(?!\w)", text)
    return [(piece, bool(turn % 2)) for turn, piece in enumerate(cut) if piece]

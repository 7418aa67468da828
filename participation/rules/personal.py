"""Noticing personal data in free text: what surely is some is refused, what looks like a name is asked about.

It will miss things and it will ask in vain, so a page never says that a text it let through is free of names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 2_000  # letters looked at; no field that is looked at takes more
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
_CALLED = re.compile(r"\b(?:called|named|name is|name’s|name's)\s+([A-Z][\w’'-]+)")
_FIRST = re.compile(
    r"(?:^|[.!?]\s)\s*([A-Z][a-z]+)(?:[’']s\b|\s(?:needs|wants|likes|loves|has|is|was|will|can|cannot|said|says|lives|goes)\b)"
)
_CAPITAL = re.compile(r"(?<![.!?:;\n\"“‘(])(?<!^)\s([A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+)?)")
# Words that are written with a capital and name no person.
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter eid diwali hanukkah ramadan english maths french welsh "
    "spanish german british argos ikea asda tesco aldi lidl currys amazon halfords boots primark scouts brownies "
    "cubs guides beavers duke freedom programme level school college nursery university gcse sen send ehcp nhs "
    "mum dad nan gran grandad mother father parent parents child children family he she they we it this that there "
    "who what everyone everybody nobody someone school somebody baby brother sister hub centre council "
    "i i’m i'm i’ve i've i’d i’ll pc tv uk mot cscs first aid millfield northgate".split()
)


@dataclass(frozen=True)
class Found:
    """What was found: kinds of personal data that surely are some, and words that look like a person's name."""

    sure: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def look(text: str) -> Found:
    """What in a text surely is personal data, and what may be a name."""
    text = text[:LONGEST]
    sure = tuple(what for what, pattern in _SURE.items() if pattern.search(text))
    found = [*_FIRST.findall(text), *_CALLED.findall(text), *_CAPITAL.findall(text)]
    names = [name for name in found if not all(_is_no_name(word) for word in name.split())]
    return Found(sure, tuple(dict.fromkeys(names)))


def _is_no_name(word: str) -> bool:
    plain = word.lower().strip("’'-")
    return plain in _NO_NAME or plain.removesuffix("s") in _NO_NAME

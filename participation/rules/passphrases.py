"""Four short words: easy to remember, hard to guess, kind to read. Our own list, picked for children's eyes and ears.

The list holds 1,024 words, so four of them are one of about 1.1 million million; with tries slowed to 100 an hour
that is out of reach (the design's sum for three words of a longer list was the limit we would not go below).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from participation.rules.word_list import WORDS

HOW_MANY = 4


def choose_words(pick: Callable[[int], int], how_many: int = HOW_MANY) -> str:
    """Words joined by spaces; `pick(n)` gives a number below n (a random source, or a keyed digest read in turn)."""
    return " ".join(WORDS[pick(len(WORDS))] for _ in range(how_many))


def words_from(digest: bytes, how_many: int = HOW_MANY) -> str:
    """The same words every time for the same 32-byte digest, so a retry shows the words already given."""
    number = int.from_bytes(digest, "big")
    picked = []
    for _ in range(how_many):
        number, place = divmod(number, len(WORDS))
        picked.append(WORDS[place])
    return " ".join(picked)


def tidy_words(typed: str) -> str:
    """What a person typed, as it was given: lower case, single spaces, no dots or dashes between."""
    return " ".join(re.findall(r"[a-z]+", typed.lower()))

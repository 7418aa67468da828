"""Whether a text is made of words: "asdf" is not an answer.

There is no word list, so a place name, a Welsh word or a short form is let be. A word looks real when it has a vowel,
no letter three times in a row, and is not a walk along the keyboard. Judging what the words say is left to people.
"""

from __future__ import annotations

import re

FEWEST_WORDS = 3  # "The light works." is an answer; "Swings" tells nobody what became of them
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_VOWEL = re.compile(r"[aeiouwy]|[^a-z]")  # w and y are vowels in Welsh; letters with signs are not judged
_THRICE = re.compile(r"([a-z])\1\1")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WAYS = (*_ROWS, *(row[::-1] for row in _ROWS))
_LONGEST_SHORT_FORM = 5  # CCTV, PCSO, NHS


def is_a_sentence(text: str) -> bool:
    """Whether a text holds at least three different words that look real, and most of it looks so."""
    words = _WORD.findall(text)
    lettered = [word for word in words if not word.isdecimal()]
    real = [word for word in lettered if looks_real(word)]
    different = {word.casefold() for word in real} | {word for word in words if word.isdecimal()}
    return len(different) >= FEWEST_WORDS and len(real) >= 2 and len(real) * 2 > len(lettered)


def has_a_real_word(text: str) -> bool:
    """Whether any word in a text looks real, or it names a day, an hour or a number."""
    return any(word.isdecimal() or looks_real(word) for word in _WORD.findall(text))


def looks_real(word: str) -> bool:
    """Whether one word could be a word."""
    plain = word.casefold()
    if _is_walk(plain) or _THRICE.search(plain):
        return False
    is_short_form = word.isupper() and len(word) <= _LONGEST_SHORT_FORM
    return is_short_form or _VOWEL.search(plain) is not None


def _is_walk(word: str) -> bool:
    """Whether a whole word is made of steps from key to key, three or more at a time: "asdf", "qwerty", "asdasd"."""
    at = 0
    while at < len(word):
        longest = max(_steps(word, at, way) for way in _WAYS)
        if longest < 3:
            return False
        at += longest
    return bool(word)


def _steps(word: str, at: int, way: str) -> int:
    """How many letters from here go along one way."""
    begins, many = way.find(word[at]), 0
    while (
        begins >= 0 and word[at : at + many + 1] == way[begins : begins + many + 1] and at + many < len(word)
    ):
        many += 1
        if begins + many >= len(way):
            break
    return many

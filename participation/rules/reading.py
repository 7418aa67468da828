"""How hard a text is to read, worked out from its sentences and words; for what is written for children.

The design's AC4: a child of nine to eleven; sentences of 15 words on average and 25 at most; a Flesch-Kincaid grade of
5 or less (J. P. Kincaid and others, 1975). Syllables are counted by rule of thumb, and names, which nobody can choose,
count as one. A short text jumps about, so the grade is only asked of texts long enough to have one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HARDEST_GRADE = 5.0
LONGEST_AVERAGE = 15.0  # words in a sentence
ENOUGH_WORDS = 8  # below this only the length of sentences is looked at
GRADE_TO_AGE = 5  # grade 5 in the United States is a child of about ten

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Report:
    """What was found. `hard` are the longest words, hardest first; `age` is whom it suits, at least."""

    words: int
    sentences: int
    average: float
    grade: float
    hard: tuple[str, ...]

    @property
    def age(self) -> int:
        """About how old a reader it suits (never below 6, the youngest who read alone)."""
        return max(6, round(self.grade) + GRADE_TO_AGE)

    @property
    def is_plain(self) -> bool:
        """Whether a child of nine to eleven can read it, as far as counting can tell."""
        return self.average <= LONGEST_AVERAGE and (self.words < ENOUGH_WORDS or self.grade <= HARDEST_GRADE)


def report(text: str) -> Report:
    """Count a text."""
    sentences = [found for one in re.split(r"(?<=[.!?:])\s+|\n+", text) if (found := _WORD.findall(one))]
    words = [(word, place == 0) for one in sentences for place, word in enumerate(one)]
    if not words:
        return Report(0, 0, 0.0, 0.0, ())
    counted = {word.lower(): _syllables(word, first=first) for word, first in words}
    average = len(words) / len(sentences)
    per_word = sum(_syllables(word, first=first) for word, first in words) / len(words)
    hard = sorted(
        (word for word, many in counted.items() if many >= 3), key=lambda word: (-counted[word], word)
    )
    return Report(
        len(words),
        len(sentences),
        round(average, 1),
        round(0.39 * average + 11.8 * per_word - 15.59, 1),
        tuple(hard),
    )


def too_hard(text: str) -> str:
    """What to change so that a child can read it; empty when nothing must be."""
    found = report(text)
    few_and_long = 4 <= found.words < ENOUGH_WORDS and len(found.hard) * 2 >= found.words
    if found.is_plain and not few_and_long:
        return ""
    if found.average > LONGEST_AVERAGE:
        return (
            f"The sentences have {found.average:.0f} words on average. Use more full stops: 15 words at most."
        )
    harder = ", ".join(f"“{word}”" for word in found.hard[:4])
    return f"This suits a reader of about {found.age}. Write it for a ten-year-old: shorter sentences" + (
        f", and easier words for {harder}." if harder else " and shorter words."
    )


def _syllables(word: str, *, first: bool) -> int:
    """By groups of vowels; a silent last e does not count, nor does a name (a capital inside a sentence)."""
    if word[0].isupper() and not first:
        return 1
    plain = word.lower()
    if plain.endswith(("es", "ed")) and not plain.endswith(
        ("ted", "ded", "ses", "ces", "ges", "zes", "shes", "ches")
    ):
        plain = plain[:-2]
    elif plain.endswith("e") and not plain.endswith("le"):
        plain = plain[:-1]
    return max(1, len(_VOWELS.findall(plain)))

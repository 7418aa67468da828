"""Taking words out of what somebody said: what stays must be their own words, in their order, with gaps marked or not.

A gap may say in square brackets what stood there: "[a name] waits by the gate". Nothing else may be written in, or the
record would show as a child's words what no child said.
"""

from __future__ import annotations

import re

from participation.rules.refusals import Refusal

LONGEST_GAP = 40  # letters inside the brackets: enough to say what stood there, too few for another sentence
# A name with "'s" behind it becomes "[a name]'s". An ending stays with its word, so that "can't" is never "can".
_ENDING = r"['’](?:t|s|re|ve|ll|d|m)(?![^\W_])"
_TOKEN = re.compile(
    rf"(?P<gap>\[[^\[\]]*\](?:{_ENDING})?)|[^\W\d_]+(?:{_ENDING})?|\d+|[^\w\s]|_", re.IGNORECASE
)
# Signs that may be put right around a gap. A question mark and an exclamation mark change what is said.
_FREE = frozenset(".,;:…'’‘\"“”()-–—")


def check_only_taken_out(changed: dict[str, str], original: dict[str, str]) -> None:
    """Raise Refusal, naming the field and the word, when anything is written in that was not said."""
    for name, text in original.items():
        written = changed.get(name, text)
        if (word := _first_not_theirs(text, written)) is None:
            continue
        if word.startswith("["):
            raise Refusal(
                f"“{word}” must stand where something was taken out, in {LONGEST_GAP} letters or fewer.",
                field=name,
            )
        raise Refusal(
            f"“{word}” was not said here, or not in that order. Only take words out, and where you like write in "
            "square brackets what stood there, such as [a name].",
            field=name,
        )


def _first_not_theirs(original: str, written: str) -> str | None:
    """The first word (or gap) of what is written that cannot be the original with words taken out."""
    theirs = [_plain(word) for word, _ in _tokens(original)]
    at, gap = 0, ""
    for word, is_gap in _tokens(written):
        here = theirs[at : at + 1]
        if is_gap and _plain(word) not in here:
            if len(word) > LONGEST_GAP + 2 or at >= len(theirs):
                return word
            gap = gap or word
            continue
        start = at + 1 if gap else at  # a gap stands for one word or more
        try:
            at = theirs.index(_plain(word), start) + 1
        except ValueError:
            return gap if _plain(word) in here else word
        gap = ""
    return gap if gap and at >= len(theirs) else None


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Every word and sign that counts, and whether it is a gap in square brackets."""
    found = ((one.group(), one["gap"] is not None) for one in _TOKEN.finditer(text))
    return [(word, gap) for word, gap in found if word not in _FREE]


def _plain(word: str) -> str:
    """A word as it is compared: a capital may change where a sentence now begins."""
    return word.casefold().replace("’", "'")

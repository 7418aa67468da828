"""Words for searching by: how a text is folded, which words of it count, and how alike two ideas are.

Both databases are given the same words and nothing else, so nobody's typing is ever read as a search language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST_SEARCH = 100
MOST_TERMS = 12
FEWEST_LETTERS = 4  # two words share a root when this many first letters agree

_WORD = re.compile(r"[^\W_]+")
# Words in almost every idea, which say nothing about what it is.
_COMMON = frozenset(
    "a about after all also an and any are as at be because been but by can could council do does for from get give "
    "go have help here how i if in into is it its just like lots make many me money more most need new no not of on "
    "one or our out people place project really should so some somewhere that the their them there they thing this "
    "to too up us use very want was we were what when where which who will with would you your idea area local "
    "community free each every day week".split()
)


def folded(text: str) -> str:
    """`text` in one case and without accents, so that "Café" and "cafe" are found by each other."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def terms(typed: str) -> list[str]:
    """The words somebody searched for, folded, each once and in order: letters and digits only, at most twelve."""
    found = dict.fromkeys(_WORD.findall(folded(typed[:LONGEST_SEARCH])))
    return list(found)[:MOST_TERMS]


def telling(*texts: str) -> list[str]:
    """The words that tell what an idea is about, the first text's first: no common ones, at most twelve."""
    return list(dict.fromkeys(word for text in texts for word in _telling_all(text)))[:MOST_TERMS]


def shared(mine: Sequence[str], theirs: str) -> int:
    """How many of the telling words `mine` stand in the text `theirs`, as themselves or with another ending."""
    words = set(_telling_all(theirs))
    roots = {word[:FEWEST_LETTERS] for word in words if len(word) >= FEWEST_LETTERS}
    return sum(
        word in words or (len(word) >= FEWEST_LETTERS and word[:FEWEST_LETTERS] in roots) for word in mine
    )


def alike(mine: Sequence[str], title: str, words: str) -> int:
    """How alike an idea is to the telling words `mine`; a word in its title counts twice. 0 when it is not.

    One word in common is enough only when it stands in the title, or when there is only one to have in common.
    """
    in_title, anywhere = shared(mine, title), shared(mine, words)
    enough = in_title >= 1 or anywhere >= min(2, len(mine))
    return in_title + anywhere if enough and anywhere else 0


def _telling_all(text: str) -> list[str]:
    return [word for word in _WORD.findall(folded(text)) if len(word) > 2 and word not in _COMMON]

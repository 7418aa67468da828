"""Which theme a piece may belong to, by the words they share: a suggestion with its reasons, for a person to decide.

Plain term weighting (tf-idf; K. Spärck Jones, 1972) and the angle between two texts. Nothing is learned from what is
said, nothing is sent anywhere, nothing is scored: a piece is near a theme because of words that can be shown.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NEAR_ENOUGH = 0.12  # the least likeness that is worth a person's time
CLEARLY_NEARER = 1.1  # times as near as to the next theme; otherwise nobody could say why this one
WORDS_SHOWN = 5
TITLE_COUNTS = 2

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STOP = frozenset(
    """a about after again all also always am an and any are as at be because been but by can cannot can't come could
    did do does doesn't doing don't every for from get gets go goes going good got had has have he her here him his how
    i i'd i'm if in into is isn't it it's its just know like likes lot made make makes me mine more most much my need
    needs no not now of off on one only or other our out over people please put really said same say says see she should
    so some something sometimes that that's the their them then there they thing things think this those to too up us
    very want wants was we went were what when where which who why will wish with would yes you your
    than thank thanks ask asked asking matter matters help helped helps year years last think told tell lots sort kind
    still even ever never before since while around life lived live
    """.split()
)


@dataclass(frozen=True)
class Suggested:
    """A theme (its key) that a piece may belong to, and the words of the piece that say so, heaviest first."""

    theme: str
    words: tuple[str, ...]


def suggest(
    pieces: Mapping[str, str], themes: Mapping[str, tuple[str, Sequence[str]]]
) -> dict[str, Suggested]:
    """For each piece (key -> text) the theme (key -> title, texts in it) it is clearly nearest to, if any."""
    texts = {key: [*([title] * TITLE_COUNTS), *held] for key, (title, held) in themes.items()}
    rarity = _rarity([*pieces.values(), *(" ".join(held) for held in texts.values())])
    weighed = {key: _weights(" ".join(held), rarity) for key, held in texts.items()}
    found = {}
    for key, text in pieces.items():
        near = _nearest(_weights(text, rarity), weighed)
        if near is not None:
            found[key] = Suggested(near[0], _as_written(near[1], text))
    return found


def _nearest(
    piece: Mapping[str, float], themes: Mapping[str, Mapping[str, float]]
) -> tuple[str, list[str]] | None:
    likeness = sorted(
        ((_likeness(piece, held), key) for key, held in themes.items()), key=lambda one: (-one[0], one[1])
    )
    if not likeness or likeness[0][0] < NEAR_ENOUGH:
        return None
    best, key = likeness[0]
    if len(likeness) > 1 and best < likeness[1][0] * CLEARLY_NEARER:
        return None
    shared = sorted(set(piece) & set(themes[key]), key=lambda word: (-piece[word] * themes[key][word], word))
    return key, shared[:WORDS_SHOWN]


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of the angle between two texts: 0 for nothing shared, 1 for the same words."""
    size = math.hypot(*one.values()) * math.hypot(*other.values())
    return sum(weight * other[word] for word, weight in one.items() if word in other) / size if size else 0.0


def _weights(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + math.log(many)) * rarity[word] for word, many in Counter(_roots(text)).items()}


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """How much a word tells: little when most texts have it."""
    seen: Counter[str] = Counter(word for text in texts for word in set(_roots(text)))
    return {word: math.log(1 + len(texts) / many) for word, many in seen.items()}


def _roots(text: str) -> list[str]:
    return [_root(word) for word in _words(text) if word not in _STOP and len(word) > 2]


def _words(text: str) -> Iterable[str]:
    return (word.lower().replace("’", "'") for word in _WORD.findall(text))


def _root(word: str) -> str:
    """One form for a word's own endings: lamps and lamp, buses and bus, parties and party, houses and house."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def _as_written(roots: Sequence[str], text: str) -> tuple[str, ...]:
    """The words as this person wrote them."""
    written = {_root(word): word for word in _words(text)}
    return tuple(written[root] for root in roots)

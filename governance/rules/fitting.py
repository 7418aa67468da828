"""Keeping the main text of the version for children short enough to read with ease (the design's section 7).

A fact is never dropped for length. What does not fit is told whole under "All of it", part by part, and the part it
came from says how much is there. What was not done is the last to go, and a late promise of ours never goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from governance.rules.documents import Document, Line, Part
from participation.rules.facts import Fact, Section

S = Section
MOST_WORDS = 300  # the design's section 7: at most 300 words and two sides of paper
MARKED = len("A note from the clerk:".split())
_TOTALS = ("heard:total", "money:")
# What a total or a verdict sums up, where it is told: {its key begins: what then goes first}.
_DETAILS = {
    "heard:total": ("heard:age", "heard:area"),
    "money:": ("pot:",),
    "decision:": ("proposals:", "round:"),
}
# What goes first, when something must.
_FIRST_TO_GO: tuple[Section, ...] = (
    S.YOUR_PART, S.DELIVERY, S.INDICATORS, S.HEARD, S.ANSWERS, S.SAFEGUARDING, S.THERE, S.OUR_PART, S.THEMES, S.MONEY,
    S.DECISIONS, S.EQUALITY, S.NOT_HEARD, S.NEXT,
)  # fmt: skip


def own_words(introduction: str, notes: Mapping[str, tuple[str, str] | list[str]]) -> int:
    """How many words the clerk's own introduction and notes take of the room there is."""
    noted = sum(MARKED + len(pair[1].split()) for pair in notes.values())
    return len(introduction.split()) + noted


def fitted(document: Document, facts: Iterable[Fact], room: int) -> Document:
    """The same document with a main text of at most `room` words, and the rest of it under "All of it".

    It is longer only when what can never go (headings and our own late promises) is longer by itself.
    """
    kinds = {fact.key: fact for fact in facts}
    order, gone = _in_order(document, kinds), set[str]()
    if document.words() <= room:
        return document
    while order[len(gone) :] and _split(document, gone, kinds).words() > room:
        gone.add(order[len(gone)])
    for key in [key for key in reversed(order) if key in gone]:  # a shorter sentence may still have room
        if _split(document, gone - {key}, kinds).words() <= room:
            gone.remove(key)
    return _split(document, gone, kinds)


def _in_order(document: Document, kinds: Mapping[str, Fact]) -> list[str]:
    """The keys of the sentences: what goes first is first; of its like, what is told last."""
    keys = [line.key for part in document.parts for line in part.lines][::-1]
    details = tuple(
        one
        for total, those in _DETAILS.items()
        if any(key.startswith(total) for key in kinds)
        for one in those
    )
    return sorted(keys, key=lambda key: _turn(kinds[key], details))


def _turn(fact: Fact, details: tuple[str, ...]) -> tuple[bool, bool, bool, int]:
    detail = ":then:" in fact.key or fact.key.startswith(details)
    return (fact.not_done, fact.key.startswith(_TOTALS), not detail, _FIRST_TO_GO.index(fact.section))


def _split(document: Document, keys: set[str], kinds: Mapping[str, Fact]) -> Document:
    parts, rest = [], []
    for part in document.parts:
        gone = [line for line in part.lines if line.key in keys]
        stays = tuple(line for line in part.lines if line.key not in keys)
        parts.append(replace(part, lines=stays, below=_below(gone, kinds)))
        if gone:
            rest.append(Part(part.name, part.heading, part.picture, tuple(gone), part.empty))
    return Document(document.lead, tuple(parts), tuple(rest))


def _below(gone: list[Line], kinds: Mapping[str, Fact]) -> tuple[str, ...]:
    """What the part says of what is told under "All of it": each verdict with its count, then how many more."""
    verdicts = [line for line in gone if line.items and _is_verdict(kinds[line.key])]
    told = [f"{line.text} {line.keys_count}, named below." for line in verdicts]
    others = [line for line in gone if line not in verdicts]
    for not_done, words in ((True, "{} more not done, below."), (False, "{} more, below.")):
        if many := sum(line.keys_count for line in others if line.not_done is not_done):
            told.append(words.format(f"{many:,}"))
    return tuple(told)


def _is_verdict(fact: Fact) -> bool:
    return fact.not_done or fact.section is S.DECISIONS


def _count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)

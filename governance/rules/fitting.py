"""Keeping the main text of the version for children short enough to read with ease (the design's section 7).

A fact is never dropped for length. What does not fit is told whole under "All of it", part by part, and the part it
came from says how much is there. A long list keeps its first few in front before a part loses its last sentence: a
heading with nothing but a number under it tells a child nothing. What was not done is the last to go, and a late
promise of ours never goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from governance.rules.documents import Document, Line, Part
from governance.rules.sentences import child_line
from participation.rules.facts import Fact, Section

S = Section
MOST_WORDS = 300  # the design's section 7: at most 300 words and two sides of paper
MARKED = len("A note from the clerk:".split())
_FEW = (5, 3, 1)  # how many of a long list stay in front, step by step
_TOTALS = ("heard:total", "money:")
# What a total or a verdict sums up, where it is told: {its key begins: what then goes first}.
_DETAILS = {
    "heard:total": ("heard:age", "heard:area"),
    "money:": ("pot:",),
    "decision:": ("proposals:", "round:"),
}
_AT_LEAST = (S.NEXT, S.DECISIONS, S.THEMES)  # whose parts tell something whenever they can
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
    if document.words() <= room:
        return document
    kinds = {fact.key: fact for fact in facts}
    full = {line.key: line.keys_count for part in document.parts for line in part.lines}
    kept, taken = dict(full), list[_Step]()

    def fits(front: Mapping[str, int]) -> bool:
        return _split(document, front, kinds).words() <= room

    def fits_with(key: str, many: int) -> bool:
        return fits(kept | {key: many})

    for step in _steps(document, kinds):
        if fits(kept) and not (step.last and taken and taken[-1].last):
            break
        if step.few >= kept[step.key]:  # a detail went whole before its list could be shortened
            continue
        taken.append(replace(step, was=kept[step.key]))
        kept[step.key] = step.few
    for step in _back(
        taken, document, kinds
    ):  # a shorter sentence may still have room, or a few more of a list
        if kept[step.key] == step.few:
            kept[step.key] = _most(step, partial(fits_with, step.key))
    return _split(document, kept, kinds)


@dataclass(frozen=True)
class _Step:
    """Keep only the first `few` of what one sentence tells; `was` is how many it told before."""

    key: str
    few: int
    last: bool = False  # it takes the last sentence of a part
    was: int = 0


def _back(taken: list[_Step], document: Document, kinds: Mapping[str, Fact]) -> list[_Step]:
    """The steps in the order in which they are tried again.

    First what went last (totals, and what was not done), then the last sentence of each part: what was told, what was
    decided and what comes next, then the shortest, so that as many parts as can be tell something.
    """
    lines = {line.key: line for part in document.parts for line in part.lines}

    def length(step: _Step) -> int:
        front, _ = _halves(lines[step.key], 1, kinds)
        return len(front.told().split()) if front and step.last else 0

    def place(step: _Step) -> tuple[bool, bool, int, int]:
        fact = kinds[step.key]
        return (
            not (fact.not_done or _is_total(fact)),
            not step.last,
            _AT_LEAST.index(fact.section) if fact.section in _AT_LEAST else len(_AT_LEAST),
            length(step),
        )

    back = list(reversed(taken))
    return sorted(back, key=place)


def _most(step: _Step, fits: Callable[[int], bool]) -> int:
    """How many of what one sentence tells have room again: as before, or else one after another."""
    if fits(step.was):
        return step.was
    many = step.few
    while many + 1 < step.was and fits(many + 1):
        many += 1
    return many


def _steps(document: Document, kinds: Mapping[str, Fact]) -> list[_Step]:
    """Every way of shortening, in the order in which they are used until the text fits."""
    details = tuple(
        one
        for total, those in _DETAILS.items()
        if any(key.startswith(total) for key in kinds)
        for one in those
    )
    lines = [line for part in document.parts for line in part.lines]
    last = {_keeper(part, kinds, details) for part in document.parts if part.lines}
    found = [
        (
            _turn(kinds[line.key], few, line.keys_count, line.key in last, details),
            _Step(line.key, few, few == 0 and line.key in last),
        )
        for line in reversed(lines)
        for few in (*(few for few in _FEW if few < line.keys_count), 0)
    ]
    return [step for _, step in sorted(found, key=lambda one: one[0])]


def _keeper(part: Part, kinds: Mapping[str, Fact], details: tuple[str, ...]) -> str:
    """The sentence that stays in front longest: a total, then what the design puts first, then what is told first."""
    best = max(
        part.lines,
        key=lambda line: (
            _is_total(kinds[line.key]), not _is_detail(kinds[line.key], details),
            _FIRST_TO_GO.index(kinds[line.key].section),
        ),
    )  # fmt: skip
    return best.key


def _turn(fact: Fact, few: int, many: int, last: bool, details: tuple[str, ...]) -> tuple[int, int]:
    """When a step is taken: details, then long lists, then single sentences, then whole lists, then what is last."""
    if fact.not_done:
        turn = 11 if few == 0 else (6, 9, 10)[_FEW.index(few)]
    elif _is_total(fact):
        turn = 8
    elif few:
        turn = (1, 2, 4)[_FEW.index(few)]
    elif last:
        turn = 7
    elif _is_detail(fact, details):
        turn = 0
    else:
        turn = 3 if many == 1 else 5
    return turn, _FIRST_TO_GO.index(fact.section)


def _is_total(fact: Fact) -> bool:
    """Last time's total beside this one is no total itself."""
    return fact.key.startswith(_TOTALS) and ":then:" not in fact.key


def _is_detail(fact: Fact, details: tuple[str, ...]) -> bool:
    return ":then:" in fact.key or fact.key.startswith(details)


def _split(document: Document, kept: Mapping[str, int], kinds: Mapping[str, Fact]) -> Document:
    parts, rest = [], []
    for part in document.parts:
        halves = [_halves(line, kept[line.key], kinds) for line in part.lines]
        gone = [below for _, below in halves if below]
        stays = tuple(front for front, _ in halves if front)
        told = _below(
            [(below, front is not None) for front, below in halves if below], kinds, begun=bool(stays)
        )
        parts.append(replace(part, lines=stays, below=told))
        if gone:
            rest.append(Part(part.name, part.heading, part.picture, tuple(gone), part.empty))
    return Document(document.lead, tuple(parts), tuple(rest))


def _halves(line: Line, front: int, kinds: Mapping[str, Fact]) -> tuple[Line | None, Line | None]:
    """(what stays in front, what is told below) of one sentence; None for a half with nothing in it."""
    if front >= line.keys_count:
        return line, None
    if front == 0:
        return None, line
    told = [kinds[key] for key in line.keys]
    return child_line(told[:front]), child_line(told[front:])


def _below(gone: list[tuple[Line, bool]], kinds: Mapping[str, Fact], *, begun: bool) -> tuple[str, ...]:
    """What the part says of what is told under "All of it": each verdict with its count, then how many more.

    Each sentence comes with whether the first of its list stand in front. `begun` is whether the part tells anything
    in front: nothing is "more" where nothing was told.
    """
    verdicts = [
        (line, begun) for line, begun in gone if (line.items or begun) and _is_verdict(kinds[line.key])
    ]
    told = [
        f"{_lead(line, kinds)} {line.keys_count}{' more' if begun else ''}, named below."
        for line, begun in verdicts
    ]
    others = [line for line, begun in gone if (line, begun) not in verdicts]
    for not_done, words in ((True, "{} not done, below."), (False, "{}, below.")):
        if many := sum(line.keys_count for line in others if line.not_done is not_done):
            told.append(words.format(_counted(many, more=begun or bool(told))))
    return tuple(told)


def _counted(many: int, *, more: bool) -> str:
    if more:
        return f"{many:,} more"
    return "1 thing" if many == 1 else f"{many:,} things"


def _lead(line: Line, kinds: Mapping[str, Fact]) -> str:
    brief = kinds[line.key].brief
    return brief.lead if brief else line.text


def _is_verdict(fact: Fact) -> bool:
    return fact.not_done or fact.section is S.DECISIONS

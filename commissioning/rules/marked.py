"""Two texts side by side, word by word: what was taken out of the first and what was put into the second."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECE = re.compile(r"\n+|[^\S\n]+|[^\s]+")


class Mark(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Run:
    """Words that stand together and share one mark."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Compared:
    """The text before with what was taken out marked, and the text after with what was put in marked."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Nothing was changed."""
        return all(run.mark is Mark.SAME for run in self.before + self.after)

    @property
    def told(self) -> str:
        """The change as a count of words, to be read where marks cannot be seen."""
        out, into = (_count(runs, mark) for runs, mark in ((self.before, Mark.OUT), (self.after, Mark.IN)))
        parts = [f"{_words(out)} taken out" if out else "", f"{_words(into)} put in" if into else ""]
        return " and ".join(part for part in parts if part) or "No words changed"


def compare(before: str, after: str) -> Compared:
    """Compare two texts by their words. Joined, each side's runs are exactly the text that was given."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    left: list[Run] = []
    right: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        left.append(Run(Mark.SAME if same else Mark.OUT, "".join(old[a:b])))
        right.append(Run(Mark.SAME if same else Mark.IN, "".join(new[c:d])))
    return Compared(_joined(left), _joined(right))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours with one mark as one run, so that a rewritten sentence reads as one change.

    A lone space that happens to have stayed between two changed words belongs to the change.
    """
    kept: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if (
            len(kept) > 1
            and kept[-1].mark is Mark.SAME
            and not kept[-1].text.strip()
            and kept[-2].mark is run.mark
        ):
            space = kept.pop()
            kept[-1] = Run(run.mark, kept[-1].text + space.text + run.text)
        elif kept and kept[-1].mark is run.mark:
            kept[-1] = Run(run.mark, kept[-1].text + run.text)
        else:
            kept.append(run)
    return tuple(kept)


def _count(runs: Iterable[Run], mark: Mark) -> int:
    return sum(len(run.text.split()) for run in runs if run.mark is mark)


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"

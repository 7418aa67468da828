"""Two versions of one proposal, part by part, with what changed marked."""

from __future__ import annotations

from dataclasses import dataclass

from commissioning.rules.marked import Compared, compare
from commissioning.rules.proposals_content import CHANGED_WORDS, Content


@dataclass(frozen=True)
class Part:
    """One part of a proposal in both versions."""

    name: str
    compared: Compared


def parts_of(before: Content, after: Content) -> list[Part]:
    """Every part that either version says anything in, in the order they are asked."""
    found = []
    for name, words in CHANGED_WORDS.items():
        old, new = _as_text(before, name), _as_text(after, name)
        if old or new:
            found.append(Part(words[0].upper() + words[1:], compare(old, new)))
    return found


def _as_text(content: Content, name: str) -> str:
    value = getattr(content, name)
    if name == "lines":
        told = [f"{line.what}: {line.pence}" for line in content.lines]
        return "\n".join([*told, f"Altogether: {content.total}"]) if told else ""
    if name == "quotes":
        return "\n".join(f"{quote.what}: {quote.supplier}, {quote.pence}" for quote in content.quotes)
    if name == "is_constituted":
        return {True: "Yes", False: "No, or not yet", None: ""}[value]
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)

"""The sentences children read: one for a fact, or one for several that have the same lead."""

from __future__ import annotations

from collections.abc import Sequence

from governance.rules.documents import Line
from participation.rules.facts import Fact


def child_line(group: Sequence[Fact]) -> Line:
    """One sentence for facts that are told alike, in their order. The group is not empty."""
    first = group[0]
    if len(group) == 1 or not first.brief:
        return Line(first.key, stopped(first.for_a_child()), first.figures, first.not_done)
    figures = {f"{fact.key} {name}": value for fact in group for name, value in fact.figures.items()}
    return Line(
        first.key, first.brief.lead, figures, first.not_done, tuple(fact.key for fact in group[1:]),
        tuple(fact.brief.item.removesuffix(".") for fact in group if fact.brief),
    )  # fmt: skip


def stopped(text: str) -> str:
    """A sentence ends with a full stop; an empty one is left for the parity check to find."""
    return text if not text.strip() or text.rstrip(" ”)").endswith((".", "!", "?")) else f"{text}."

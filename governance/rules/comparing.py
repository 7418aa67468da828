"""Comparison with last time: the same figure in the body's summary before this one, said beside it.

Only totals are compared, and only where both are shown, so a hidden number stays hidden.
"""

from __future__ import annotations

from collections.abc import Iterable

from participation.rules.facts import Fact

# fact's key, its figure, how it is called to officers and to children
COMPARED: tuple[tuple[str, str, str, str], ...] = (
    ("heard:total", "people", "People heard", "People we heard from"),
    ("answers:owed", "owed", "Answers owed", "Answers we owe you"),
    ("answers:owed", "overdue", "Of those and of promises, late", "Late answers and promises"),
)  # fmt: skip


def compared(facts: Iterable[Fact], before: Iterable[Fact]) -> list[Fact]:
    """A fact for each total that both summaries show, in the first one's section."""
    then = {fact.key: fact for fact in before}
    now = {fact.key: fact for fact in facts}
    told = (
        _compared(now[key], then[key], name, officer, child)
        for key, name, officer, child in COMPARED
        if key in now and key in then
    )
    return [fact for fact in told if fact]


def _compared(now: Fact, then: Fact, name: str, officer: str, child: str) -> Fact | None:
    this, last = now.figures.get(name), then.figures.get(name)
    if this is None or last is None or this == last == 0:
        return None
    change = (
        "the same as" if this == last else f"{abs(this - last):,} {'more' if this > last else 'fewer'} than"
    )
    return Fact(
        now.section, f"{now.key}:then:{name}", f"{officer}: {this:,} this time, {last:,} last time, {change} then."
        if this != last else f"{officer}: {this:,}, {change} last time.",
        f"{child}: {this:,} this time, {last:,} last time.", {"now": this, "then": last, "change": abs(this - last)},
        for_children=name == "people",
    )  # fmt: skip

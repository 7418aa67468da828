"""Facts good and bad, and both versions made from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from governance.rules.composing import child_version, officer_version
from governance.rules.documents import Document, Line
from participation.rules.facts import Fact, Section

S = Section
DECISION = Fact(
    S.DECISIONS, "decision:b1", "Adopted: Boat club, £4,200 of £5,000 asked.", "Yes to the boat club: £4,200.",
    {"awarded_pence": 420_000, "asked_pence": 500_000},
)  # fmt: skip
DECLINED = Fact(
    S.DECISIONS, "decision:b2", "Declined: Winter lights, £1,000, because the path is private land.",
    "No to the winter lights (£1,000), because the path is not ours.", {"asked_pence": 100_000}, not_done=True,
)  # fmt: skip


def versions(facts: list[Fact]) -> tuple[Document, Document]:
    return officer_version(facts), child_version(facts)


Change = Callable[[Document], Document]


def lines(change: Callable[[Line], Line | None], key: str) -> Change:
    """Change (or leave out) the sentences of one fact, wherever they are."""

    def those(kept: tuple[Line, ...]) -> tuple[Line, ...]:
        told = (change(line) if line.key == key else line for line in kept)
        return tuple(line for line in told if line is not None)

    return lambda d: Document(those(d.lead), tuple(replace(p, lines=those(p.lines)) for p in d.parts))

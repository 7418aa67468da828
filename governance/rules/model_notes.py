"""A financial model shown to the public says what kind of figure it is (hard case 27; the design's 5.2).

Money a model says is "saved" is cost that may be avoided, worked out under assumptions, with what must first be spent
left out. Each is said beside the figure, or the figure is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from participation.rules.facts import Fact
from participation.rules.refusals import Refusal

_CLAIM = re.compile(
    r"\b(sav(?:es?|ed|ing|ings)\s+(?:of\b|the council|public money|money|£)|(?:net|gross|projected|modelled)\s+"
    r"(?:benefit|saving)s?|cost[- ]avoid(?:ance|ed|ing)?|avoided costs?|return on investment|invest[- ]to[- ]save)",
    re.IGNORECASE,
)
NOTES: dict[str, re.Pattern[str]] = {
    "that it is cost avoidance, not money in hand": re.compile(
        r"cost avoidance|not (?:money in hand|cashable)|does not put money|no money comes back", re.IGNORECASE
    ),
    "that it rests on assumptions": re.compile(r"assum", re.IGNORECASE),
    "that the investment needed is left out": re.compile(
        r"(?:investment|what must be spent|cost of (?:the work|doing it)).{0,40}"
        r"(?:excluded|left out|not included|not counted)",
        re.IGNORECASE,
    ),
}


def missing_notes(text: str) -> list[str]:
    """What a text that tells of a model leaves unsaid; empty when it tells of none, or says all three."""
    if not _CLAIM.search(text):
        return []
    return [note for note, said in NOTES.items() if not said.search(text)]


def model_faults(facts: Iterable[Fact]) -> list[str]:
    """A plain sentence for each fact whose model is shown without its notes. Publishing waits for none."""
    return [
        f"A model’s money is shown without saying {' and '.join(missing)}: {text}"
        for fact in facts
        for text in {fact.officer, fact.for_a_child()}
        if (missing := missing_notes(text))
    ]


def refuse_bare_model(text: str, field: str) -> None:
    """Raise Refusal for words of the clerk's own that tell of a model without its notes."""
    if missing := missing_notes(text):
        raise Refusal(
            f"This tells of money a model says is saved. Say too {' and '.join(missing)}.", field=field
        )

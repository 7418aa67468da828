"""Taking words out of a summary after somebody took them back (hard case 18). Figures and verdicts stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from participation.rules.facts import Fact

GONE = "(Words were here. The person who said them has taken them back.)"
NOTE = (
    "Somebody took back words that were quoted here, as anybody may at any time. They have been taken out. "
    "No figure and no decision has changed."
)
TAKEN_OUT = "(Words were here. Something in them had to come out.)"
OUT_NOTE = (
    "Words that were quoted here had something in them that should not have gone out, such as a name. They are not "
    "shown any more. No figure and no decision has changed."
)


def without(facts: Iterable[Fact], said: Collection[str], gone: str = GONE) -> list[Fact]:
    """The same facts with every quote of these people's words taken out of both readings; `gone` stands there."""
    return [_without(fact, said, gone) for fact in facts]


def quoted_in(facts: Iterable[Fact]) -> set[str]:
    """Whose words these facts print."""
    return {quote.said for fact in facts for quote in fact.quotes}


def _without(fact: Fact, said: Collection[str], mark: str) -> Fact:
    gone = [quote for quote in fact.quotes if quote.said in said]
    if not gone:
        return fact
    officer, child = fact.officer, fact.child
    for quote in gone:
        officer = officer.replace(f"“{quote.words}”", mark)
        child = child.replace(f"“{quote.words}”", mark)
    return replace(
        fact, officer=officer, child=child, quotes=tuple(q for q in fact.quotes if q.said not in said)
    )

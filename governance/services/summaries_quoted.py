"""Whether words a summary quotes are still what everybody may read: let through, not taken back, nothing taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from participation.rules.facts import Fact
from participation.rules.gate import WordsKind
from participation.services import gate
from participation.services.released import ReleasedFeedback, changed_after_release


def gone(said: Collection[str]) -> set[str]:
    """Those of these that are not let through any more. One query."""
    return set(said) - ReleasedFeedback().still_released(sorted(said))


def may_read_otherwise(said: Collection[str]) -> set[str]:
    """Those of these that had words taken out after their release; a quote of them may be older. One query."""
    return changed_after_release(WordsKind.FEEDBACK, said)


def reads_otherwise(facts: Iterable[Fact], changed: Collection[str]) -> set[str]:
    """Those of `changed` of whom these facts print words that are not what everybody reads now. Two queries at most."""
    quotes = [quote for fact in facts for quote in fact.quotes if quote.said in changed]
    texts = gate.released_texts(WordsKind.FEEDBACK, sorted({quote.said for quote in quotes}))
    return {one.said for one in quotes if one.words not in texts.get(one.said, {}).values()}

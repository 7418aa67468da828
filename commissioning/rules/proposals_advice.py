"""What helps an idea along and is not demanded: quotes for what costs much, a photo, what it is for.

Grant conditions of the councils we read ask for quotes. Young or new groups seldom have three, so they are advised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commissioning.rules.pence import Pence
from commissioning.rules.pots_terms import Terms
from commissioning.rules.proposals_content import Content, CostLine, Quote
from participation.rules.refusals import Refusal

QUOTES_ADVISED_FROM = Pence(100_000)  # one line of this much or more
QUOTES_ADVISED = 3
MOST_QUOTES = 20
MOST_PHOTOS = 4


@dataclass(frozen=True)
class Advice:
    """Something worth adding, and the page to add it on ("idea", "quotes" or "photos")."""

    page: str
    say: str
    field: str = "outcomes"  # of the page "idea"


def worth_adding(content: Content, photos: int) -> list[Advice]:
    """What would help and is not there; nothing here stops an idea from being sent in."""
    found = [Advice("quotes", say) for say in quotes_wanted(content.lines, content.quotes)]
    found += [Advice("quotes", say) for say in quotes_of_nothing(content.lines, content.quotes)]
    if not content.outcomes:
        found.append(Advice("idea", "Choose what it would help children and young people to be"))
    if not photos:
        found.append(Advice("photos", "Add a photo of the place or the thing, with a few words about it"))
    return found


def ages_wanted(pot: str, terms: Terms, content: Content) -> list[Advice]:
    """What to say of ages to a pot that is for some ages only, while the idea leaves one end open."""
    left_open = (terms.ages_from is not None and content.ages_from is None) or (
        terms.ages_to is not None and content.ages_to is None
    )
    if not left_open:
        return []
    told = f"“{pot}” is only for {terms.ages}, and your idea says {content.ages or 'any age'}"
    return [Advice("idea", f"{told}. Say which ages it is for", "ages_from")]


def quotes_wanted(lines: Sequence[CostLine], quotes: Sequence[Quote]) -> list[str]:
    """A sentence for each large line that has fewer than three quotes."""
    told = []
    for line in lines:
        have = sum(line_of(quote.what, lines) == line.what for quote in quotes)
        if line.pence >= QUOTES_ADVISED_FROM and have < QUOTES_ADVISED:
            told.append(f"“{line.what}” costs {line.pence}: three quotes help, and you have {_count(have)}")
    return told


def line_of(what: str, lines: Sequence[CostLine]) -> str:
    """Which line a quote is for, by the line's words now: the very same, or else the one line that says it in more or
    fewer words ("Bench", "A long bench"). "" when there is none, or more than one.
    """
    names = [line.what for line in lines]
    if what in names:
        return what
    said = _said(what)
    like = [name for name in names if said and _said(name) and (said <= _said(name) or _said(name) <= said)]
    return like[0] if len(like) == 1 else ""


def quotes_of_nothing(lines: Sequence[CostLine], quotes: Sequence[Quote]) -> list[str]:
    """A sentence for each thing that quotes are for and that is not among the costs (any more)."""
    lost = dict.fromkeys(quote.what for quote in quotes if not line_of(quote.what, lines))
    return [
        f"There is a quote for “{what}”, which is not among the costs now: take it out, or add it for the right thing"
        for what in lost
    ]


def called_now(lines: Sequence[CostLine], quotes: Sequence[Quote]) -> dict[str, str]:
    """What the costs call now each thing quotes were given for under other words; "" for what is not among them."""
    names = {line.what for line in lines}
    return {quote.what: line_of(quote.what, lines) for quote in quotes if quote.what not in names}


def _said(what: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", what.casefold())) - {"a", "an", "the", "some"}


def check_quote(what: str, pence: Pence, lines: Sequence[CostLine], quotes: int) -> None:
    """Raise Refusal for a quote of nothing, about something the money is not for, or for one too many."""
    if pence < 1:
        raise Refusal("Write more than £0.", field="amount")
    if what not in {line.what for line in lines}:
        raise Refusal("Choose one of the things the money is for.", field="what")
    if quotes >= MOST_QUOTES:
        raise Refusal(f"There are {MOST_QUOTES} quotes here already, which is plenty. Take one out first.")


def check_photo(*, is_picture: bool, photos: int) -> None:
    """Raise Refusal (field "file") for a document among the photos, or for one photo too many."""
    if not is_picture:
        raise Refusal("Choose a photo here. A PDF goes with a quote.", field="file")
    if photos >= MOST_PHOTOS:
        raise Refusal(f"There are {MOST_PHOTOS} photos here already. Take one out first.", field="file")


def _count(number: int) -> str:
    return ("none", "one", "two")[number]

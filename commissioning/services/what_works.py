"""The library of what was tried elsewhere: read once from our own file, and refused whole when a card is faulty."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from commissioning.rules.what_works import Card, cards_from
from participation.rules.refusals import NotFound

FILE = Path(__file__).with_name("what_works.toml")


@cache
def library() -> dict[str, Card]:
    """Every card, by slug; raises NoteMissing when a sum of money stands without its note."""
    return cards_from(tomllib.loads(FILE.read_text(encoding="utf-8")))


def get_card(slug: str) -> Card:
    """One card; raises NotFound for a slug there is none of."""
    found = library().get(slug)
    if found is None:
        raise NotFound
    return found


def card_or_none(slug: str) -> Card | None:
    """The card an idea started from, if there (still) is one."""
    return library().get(slug)

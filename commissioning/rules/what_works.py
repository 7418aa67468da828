"""Evidence cards: what was tried elsewhere, its figures with their sources, and the note no money figure goes without.

A saving is shown only with all three parts of its note (the design's hard case 27, and the reports' own warning): it is
cost avoidance, it rests on assumptions, and the investment is not in it. A figure without them is not shown at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from participation.rules.themes import Shanarri


class Kind(StrEnum):
    """How it is known."""

    COUNTED = "counted"
    SAID = "said"
    TOLD = "told"
    LINKED = "linked"
    FORECAST = "forecast"


KIND_WORDS: dict[Kind, str] = {
    Kind.COUNTED: "Counted before and after",
    Kind.SAID: "What people who took part said",
    Kind.TOLD: "Told by the people who ran it",
    Kind.LINKED: "Two things found together",
    Kind.FORECAST: "A forecast, not a result",
}


class Theme(StrEnum):
    """What a card is about."""

    EARLY = "early"
    PLAY = "play"
    BASICS = "basics"
    SCHOOL = "school"
    VOICE = "voice"
    CARE = "care"
    POWER = "power"


THEME_WORDS: dict[Theme, str] = {
    Theme.EARLY: "Babies, young children and parents",
    Theme.PLAY: "Play, clubs and places",
    Theme.BASICS: "Food and the basics",
    Theme.SCHOOL: "School and learning",
    Theme.VOICE: "Being heard",
    Theme.CARE: "Family support and children in our care",
    Theme.POWER: "Sharing power and money",
}


class Money(StrEnum):
    """What sort of sum a figure names."""

    NONE = ""
    SAVING = "saving"
    PRICE = "price"


class NoteMissing(ValueError):
    """A sum of money was about to be shown without the note it must carry."""


@dataclass(frozen=True)
class Figure:
    """One figure as its report prints it. `source` is the report in words; `note` says where it does not add up."""

    says: str
    source: str
    note: str = ""
    money: Money = Money.NONE
    money_note: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A figure with everything that must stand beside it. Made by `shown` only."""

    says: str
    source: str
    notes: tuple[str, ...]
    is_saving: bool


@dataclass(frozen=True)
class Starter:
    """The beginnings of a draft, with [say ...] where the writer's own words go."""

    need: str
    builds_on: str
    our_part: str
    your_part: str


@dataclass(frozen=True)
class Card:
    """One thing tried elsewhere. Its tags are ours; its figures are its report's."""

    slug: str
    title: str
    place: str
    what: str
    kind: Kind
    themes: tuple[Theme, ...]
    parts: tuple[Shanarri, ...]
    sources: tuple[str, ...]
    figures: tuple[Shown, ...]
    starter: Starter | None


# What each part of a saving's note has to say, in one of these words.
_MUST_SAY = {
    "that it is cost avoidance": "cost avoidance",
    "that it rests on assumptions": "assumption",
    "that investment is not taken off": "investment",
}
_MONEY = re.compile(r"£\s?\d")
GAP = re.compile(r"\[say [^\]\n]*\]")


def shown(figure: Figure) -> Shown:
    """`figure` ready to show; raises NoteMissing when it names money and its note does not say all it must."""
    if _MONEY.search(figure.says) and figure.money is Money.NONE:
        raise NoteMissing(
            f"This names money and does not say whether it is a saving or a price: {figure.says}"
        )
    if figure.money is Money.SAVING:
        told = " ".join(figure.money_note).casefold()
        for what, word in _MUST_SAY.items():
            if word not in told:
                raise NoteMissing(f"A saving must say {what}: {figure.says}")
    elif figure.money is Money.PRICE and not any(figure.money_note):
        raise NoteMissing(f"A price must say that it is no saving: {figure.says}")
    notes = (*((figure.note,) if figure.note else ()), *figure.money_note)
    return Shown(figure.says, figure.source, notes, figure.money is Money.SAVING)


def first_gap(text: str) -> str:
    """The first [say ...] still in `text`, or nothing."""
    found = GAP.search(text)
    return found[0] if found else ""


def cards_from(told: Mapping[str, Any]) -> dict[str, Card]:
    """The cards of the data file, by slug, in its order; raises NoteMissing or ValueError for a faulty one."""
    notes, sources = told["notes"], told["sources"]
    return {card["slug"]: _card(card, notes, sources) for card in told["card"]}


def matching(
    cards: Iterable[Card], *, theme: str = "", part: str = "", can_start: bool = False
) -> list[Card]:
    """The cards of one theme and one part of a good childhood; anything unknown is as if not asked."""
    return [
        card
        for card in cards
        if (theme not in set(Theme) or theme in card.themes)
        and (part not in set(Shanarri) or part in card.parts)
        and (card.starter or not can_start)
    ]


def _card(told: Mapping[str, Any], notes: Mapping[str, Any], sources: Mapping[str, str]) -> Card:
    starter = None
    if told.get("starts", True):
        starter = Starter(*(told[name] for name in ("need", "builds_on", "our_part", "your_part")))
    return Card(
        told["slug"], told["title"], told["place"], told["what"], Kind(told["kind"]),
        tuple(map(Theme, told["themes"])), tuple(map(Shanarri, told["parts"])),
        tuple(sources[source] for source in told["sources"]),
        tuple(shown(_figure(figure, notes, sources)) for figure in told.get("figure", ())), starter,
    )  # fmt: skip


def _figure(told: Mapping[str, Any], notes: Mapping[str, Any], sources: Mapping[str, str]) -> Figure:
    money = Money(told.get("money", ""))
    standing = notes[money] if money else {}
    return Figure(
        told["says"], sources[told["source"]], told.get("note", ""), money,
        tuple(told.get(name, words) for name, words in standing.items()),
    )  # fmt: skip

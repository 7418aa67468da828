"""What a summary is on the page: parts with headings, each sentence tied to the fact it tells. Kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.rules.facts import Brief, Fact, Quote, Section


@dataclass(frozen=True)
class Line:
    """One sentence and the fact it tells, with the fact's figures beside it.

    A grouped sentence tells several: `also` names the others, `items` holds one text for each, and the figures are
    those of all, each behind its key.
    """

    key: str
    text: str
    figures: Mapping[str, int | None]
    not_done: bool = False
    also: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    path: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every fact this sentence tells."""
        return (self.key, *self.also)

    @property
    def keys_count(self) -> int:
        """How many facts it tells."""
        return len(self.keys)

    def told(self) -> str:
        """The whole of it as one text, for reading aloud and counting words."""
        return f"{self.text} {'; '.join(self.items)}." if self.items else self.text


@dataclass(frozen=True)
class Part:
    """A heading with its sentences. `empty` is said when there are none; `picture` is one of our drawings."""

    name: str
    heading: str
    picture: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True)
class Document:
    """One version of a summary. `lead` holds what must come first: our own late promises."""

    lead: tuple[Line, ...]
    parts: tuple[Part, ...]

    def lines(self) -> Iterator[Line]:
        """Every sentence, the lead's included, in reading order."""
        yield from self.lead
        for part in self.parts:
            yield from part.lines

    def words(self) -> int:
        """How many words a reader meets, headings included."""
        texts = [line.told() for line in self.lines()] + [part.heading for part in self.parts]
        return sum(len(text.split()) for text in texts)


def document_json(document: Document) -> dict[str, Any]:
    """The document as it is kept."""
    parts = [
        {
            "name": p.name,
            "heading": p.heading,
            "picture": p.picture,
            "empty": p.empty,
            "lines": _lines(p.lines),
        }
        for p in document.parts
    ]
    return {"lead": _lines(document.lead), "parts": parts}


def document_from(kept: Mapping[str, Any]) -> Document:
    """The document that was kept."""
    parts = (
        Part(p["name"], p["heading"], p["picture"], _lines_from(p["lines"]), p["empty"])
        for p in kept["parts"]
    )
    return Document(_lines_from(kept["lead"]), tuple(parts))


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as it is frozen."""
    return {
        "section": str(fact.section), "key": fact.key, "officer": fact.officer, "child": fact.child,
        "figures": dict(fact.figures), "for_children": fact.for_children, "not_done": fact.not_done,
        "brief": [fact.brief.lead, fact.brief.item] if fact.brief else None,
        "path": fact.path, "quotes": [[quote.said, quote.words] for quote in fact.quotes],
    }  # fmt: skip


def fact_from(kept: Mapping[str, Any]) -> Fact:
    """The fact that was frozen."""
    brief, quotes = kept.get("brief"), kept.get("quotes", ())
    return Fact(
        **{
            **kept, "section": Section(kept["section"]), "brief": Brief(*brief) if brief else None,
            "quotes": tuple(Quote(*quote) for quote in quotes),
        }
    )  # fmt: skip


def _lines(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [
        {
            "key": x.key, "text": x.text, "figures": dict(x.figures), "not_done": x.not_done, "also": list(x.also),
            "items": list(x.items), "path": x.path,
        }
        for x in lines
    ]  # fmt: skip


def _lines_from(kept: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(**{**line, "also": tuple(line.get("also", ())), "items": tuple(line.get("items", ()))})
        for line in kept
    )

"""What a summary is on the page: parts with headings, each sentence tied to the fact it tells. Kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.rules.charting import rows_of
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

    @property
    def rows(self) -> list[dict[str, object]]:
        """Its figures, to be drawn."""
        return rows_of(self.figures)

    def told(self) -> str:
        """The whole of it as one text, for reading aloud and counting words."""
        return f"{self.text} {'; '.join(self.items)}." if self.items else self.text


@dataclass(frozen=True)
class Part:
    """A heading with its sentences. `empty` is said when there are none; `picture` is one of our drawings.

    `below` says how much more of it is told under "All of it".
    """

    name: str
    heading: str
    picture: str
    lines: tuple[Line, ...]
    empty: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One version of a summary. `lead` holds what must come first: our own late promises.

    `rest` is told under "All of it": what the main text of the version for children has no room for.
    """

    lead: tuple[Line, ...]
    parts: tuple[Part, ...]
    rest: tuple[Part, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every sentence, the lead's included, in reading order."""
        yield from self.lead
        for part in (*self.parts, *self.rest):
            yield from part.lines

    def main_text(self) -> str:
        """What is read first, headings included, without what is told under "All of it"."""
        told = [line.told() for line in self.lead]
        for part in self.parts:
            said = [line.told() for line in part.lines] + list(part.below)
            told += [part.heading, *(said or [part.empty])]
        return "\n".join(told)

    def words(self) -> int:
        """How many words of main text a reader meets."""
        return len(self.main_text().split())

    def words_below(self) -> int:
        """How many more are told under "All of it"."""
        return sum(len(line.told().split()) for part in self.rest for line in part.lines)


def document_json(document: Document) -> dict[str, Any]:
    """The document as it is kept."""
    return {
        "lead": _lines(document.lead),
        "parts": [_part(part) for part in document.parts],
        "rest": [_part(part) for part in document.rest],
    }


def document_from(kept: Mapping[str, Any]) -> Document:
    """The document that was kept."""
    parts, rest = (tuple(_part_from(one) for one in kept.get(name, ())) for name in ("parts", "rest"))
    return Document(_lines_from(kept["lead"]), parts, rest)


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


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name, "heading": part.heading, "picture": part.picture, "empty": part.empty,
        "lines": _lines(part.lines), "below": list(part.below),
    }  # fmt: skip


def _part_from(kept: Mapping[str, Any]) -> Part:
    return Part(
        kept["name"], kept["heading"], kept["picture"], _lines_from(kept["lines"]), kept["empty"],
        tuple(kept.get("below", ())),
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

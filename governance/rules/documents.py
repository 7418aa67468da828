"""What a summary is on the page: parts with headings, each sentence tied to the fact it tells. Kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.rules.facts import Fact, Section


@dataclass(frozen=True)
class Line:
    """One sentence and the fact it tells, with the fact's figures beside it."""

    key: str
    text: str
    figures: Mapping[str, int | None]
    not_done: bool = False


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
        texts = [line.text for line in self.lines()] + [part.heading for part in self.parts]
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
    }  # fmt: skip


def fact_from(kept: Mapping[str, Any]) -> Fact:
    """The fact that was frozen."""
    return Fact(**{**kept, "section": Section(kept["section"])})


def _lines(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [{"key": x.key, "text": x.text, "figures": dict(x.figures), "not_done": x.not_done} for x in lines]


def _lines_from(kept: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(**line) for line in kept)

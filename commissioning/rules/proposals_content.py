"""What a proposal says, as one value: the draft being written, and each version that was sent in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from commissioning.rules.pence import Pence
from commissioning.rules.pots_terms import Terms
from commissioning.rules.what_works import first_gap
from participation.rules.refusals import Refusal

MOST_LINES = 30


class Section(StrEnum):
    """The parts of the task list, in the order they are asked."""

    IDEA = "idea"
    PLACE = "place"
    COSTS = "costs"
    PARTS = "parts"
    GROUP = "group"


SECTION_NAMES: dict[Section, str] = {
    Section.IDEA: "Your idea and who it is for",
    Section.PLACE: "Where, and what is there already",
    Section.COSTS: "What it costs",
    Section.PARTS: "Our part and your part",
    Section.GROUP: "The group behind it",
}


SECTION_FIELDS: dict[Section, tuple[str, ...]] = {
    Section.IDEA: ("title", "need", "who_benefits", "how_many", "ages_from", "ages_to", "outcomes"),
    Section.PLACE: ("areas", "builds_on"),
    Section.COSTS: ("lines",),
    Section.PARTS: ("our_part", "your_part"),
    Section.GROUP: ("group_name", "is_constituted", "sponsor"),
}


@dataclass(frozen=True)
class CostLine:
    """One thing the money is for."""

    what: str
    pence: Pence


@dataclass(frozen=True)
class Quote:
    """What a supplier would charge for one of the lines."""

    what: str
    supplier: str
    pence: Pence


@dataclass(frozen=True)
class Content:
    """The words, places and costs of a proposal. Text that is not written yet is empty; choices are None."""

    title: str = ""
    need: str = ""
    who_benefits: str = ""
    how_many: int | None = None
    areas: tuple[str, ...] = ()
    builds_on: str = ""
    lines: tuple[CostLine, ...] = ()
    our_part: str = ""
    your_part: str = ""
    group_name: str = ""
    is_constituted: bool | None = None
    sponsor: str = ""
    outcomes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    ages_from: int | None = None
    ages_to: int | None = None
    photos: tuple[str, ...] = ()  # what each shows; filled in when it is sent in

    @property
    def total(self) -> Pence:
        """The sum asked for."""
        return Pence(sum(line.pence for line in self.lines))

    @property
    def ages(self) -> str:
        """ "8 to 17", "16 and over", "up to 5", or nothing when it is for any age."""
        return Terms(ages_from=self.ages_from, ages_to=self.ages_to).ages.removeprefix("ages ")

    @property
    def words(self) -> str:
        """Everything somebody typed, for the person who reads it first to keep people safe."""
        told = (
            self.title, self.need, self.who_benefits, self.builds_on,
            *(line.what for line in self.lines),
            self.our_part, self.your_part, self.group_name, self.sponsor,
            *(quote.supplier for quote in self.quotes), *self.photos,
        )  # fmt: skip
        return "\n\n".join(text for text in told if text)

    def as_json(self) -> dict[str, Any]:
        """As kept with a version that was sent in."""
        plain = {name: getattr(self, name) for name in _TEXTS}
        return {
            **plain, "how_many": self.how_many, "is_constituted": self.is_constituted,
            "areas": list(self.areas), "outcomes": list(self.outcomes),
            "quotes": [[quote.what, quote.supplier, int(quote.pence)] for quote in self.quotes],
            "photos": list(self.photos), "ages_from": self.ages_from, "ages_to": self.ages_to,
            "lines": [[line.what, int(line.pence)] for line in self.lines],
        }  # fmt: skip

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> Content:
        """The other way."""
        return Content(
            **{name: kept[name] for name in _TEXTS}, how_many=kept["how_many"],
            ages_from=kept.get("ages_from"), ages_to=kept.get("ages_to"),
            is_constituted=kept["is_constituted"], areas=tuple(kept["areas"]),
            outcomes=tuple(kept.get("outcomes", ())), photos=tuple(kept.get("photos", ())),
            quotes=tuple(Quote(what, who, Pence(pence)) for what, who, pence in kept.get("quotes", ())),
            lines=tuple(CostLine(what, Pence(pence)) for what, pence in kept["lines"]),
        )  # fmt: skip


def only(content: Content, section: Section) -> Content:
    """The content of one part, and nothing else."""
    return Content(**{name: getattr(content, name) for name in SECTION_FIELDS[section]})


def with_part(content: Content, section: Section, part: Content) -> Content:
    """`content` with one of its parts taken from `part`."""
    return replace(content, **{name: getattr(part, name) for name in SECTION_FIELDS[section]})


_TEXTS = ("title", "need", "who_benefits", "builds_on", "our_part", "your_part", "group_name", "sponsor")


CHANGED_WORDS: dict[str, str] = {
    "title": "the name", "need": "why it is needed", "who_benefits": "who it is for", "how_many": "how many people",
    "outcomes": "what it helps with", "ages_from": "the youngest it is for", "ages_to": "the oldest it is for",
    "areas": "where", "builds_on": "what it builds on", "lines": "the costs", "our_part": "our part",
    "your_part": "your part", "group_name": "the group", "is_constituted": "whether the group has rules",
    "sponsor": "the sponsor",
    "quotes": "the quotes", "photos": "the photos",
}  # fmt: skip


def changed_between(before: Content, after: Content) -> list[str]:
    """The names of the fields that differ, in the order they are asked."""
    return [name for name in CHANGED_WORDS if getattr(before, name) != getattr(after, name)]


def says_the_same(one: Content, other: Content) -> bool:
    """Whether two say the same, in whatever order places, outcomes and quotes stand; photos show by themselves."""
    return _in_one_order(one) == _in_one_order(other)


def _in_one_order(content: Content) -> Content:
    quotes = sorted(content.quotes, key=lambda one: (one.what, one.supplier, one.pence))
    return replace(
        content, photos=(), areas=tuple(sorted(content.areas)), outcomes=tuple(sorted(content.outcomes)),
        quotes=tuple(quotes),
    )  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """Something still to be written before a proposal can be sent in."""

    section: Section
    field: str
    say: str


def missing(content: Content) -> list[Missing]:
    """What is still to be written, in the order of the task list; empty when it can be sent in."""
    needed = [
        (content.title, Section.IDEA, "title", "Give your idea a name"),
        (content.need, Section.IDEA, "need", "Say why it is needed"),
        (content.who_benefits, Section.IDEA, "who_benefits", "Say who it is for"),
        (content.how_many, Section.IDEA, "how_many", "Say roughly how many people it would help"),
        (content.areas, Section.PLACE, "areas", "Choose at least one area"),
        (content.builds_on, Section.PLACE, "builds_on", "Say what is there already that it builds on"),
        (content.lines, Section.COSTS, "lines", "List at least one thing the money is for"),
        (content.our_part, Section.PARTS, "our_part", "Say what the council and its partners would do"),
        (content.your_part, Section.PARTS, "your_part", "Say what you and the community would do"),
        (content.group_name, Section.GROUP, "group_name", "Say which group is behind it"),
        (content.is_constituted is not None, Section.GROUP, "is_constituted", "Say if the group has rules"),
        (
            content.sponsor or content.is_constituted is not False,
            Section.GROUP, "sponsor", "Name a sponsor who would hold the money for you",
        ),
    ]  # fmt: skip
    return [Missing(section, field, say) for there, section, field, say in needed if not there] + _gaps(
        content
    )


def _gaps(content: Content) -> list[Missing]:
    """Sentences a library card began, with a gap nobody has filled yet."""
    begun = [
        (content.need, Section.IDEA, "need"), (content.builds_on, Section.PLACE, "builds_on"),
        (content.our_part, Section.PARTS, "our_part"), (content.your_part, Section.PARTS, "your_part"),
    ]  # fmt: skip
    found = [(first_gap(text), section, field) for text, section, field in begun]
    return [
        Missing(section, field, f"Put your own words in place of {gap}")
        for gap, section, field in found
        if gap
    ]


def check_ready(content: Content, most: Pence | None) -> None:
    """Raise Refusal unless everything is written and the sum asked is above nothing and at most `most` pence."""
    gaps = missing(content)
    if gaps:
        more = f" Then {_things(len(gaps) - 1)} more." if len(gaps) > 1 else ""
        raise Refusal(f"{gaps[0].say} before you send it in.{more}", field=gaps[0].field)
    check_ask(content.total, most)


def check_opens(content: Content) -> None:
    """Raise Refusal unless there is enough of an idea for others to talk about: all of its first part."""
    gaps = [gap for gap in missing(content) if gap.section is Section.IDEA]
    if gaps:
        raise Refusal(f"{gaps[0].say} before you show it to others.", field=gaps[0].field)


def check_ask(total: Pence, most: Pence | None) -> None:
    """Raise Refusal when `total` is nothing, or more than the pot gives to one project (None: no limit)."""
    if total < 1:
        raise Refusal("The costs add up to nothing. Write what each thing costs.", field="lines")
    if most is not None and total > most:
        raise Refusal(
            f"This pot gives one project at most {most}, and this asks for {total}. "
            f"Take off {total - most}, or choose another pot.",
            field="lines",
        )


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"

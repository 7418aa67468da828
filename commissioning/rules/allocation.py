"""Sharing a sum between areas by formula, to the penny, with the working kept so that anybody can check it.

The formulas are those councils publish: Leeds shares its Wellbeing Fund half by population and half by deprivation,
and its Youth Activities Fund by the number of children aged 8 to 17 (Inner South reports, 2024/25); Fife gives each
of its seven offices the same; Barnsley gives each ward alliance a least sum. Every share goes through the one
splitter (largest remainder), and areas are put in order of name first, so the order they are given in changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commissioning.rules.pence import Pence, split
from participation.rules.refusals import Refusal


class FigureKind(StrEnum):
    """What is counted about an area."""

    POPULATION = "population"
    DEPRIVATION = "deprivation"
    CHILDREN = "children_8_17"


class Formula(StrEnum):
    """How a sum is shared."""

    EQUAL = "equal"
    CHILDREN = "children"
    HALF_AND_HALF = "half_and_half"


F, K = Formula, FigureKind
FIGURE_NAMES: dict[FigureKind, str] = {
    K.POPULATION: "population",
    K.DEPRIVATION: "deprivation weight",
    K.CHILDREN: "children aged 8 to 17",
}
FIGURE_HINTS: dict[FigureKind, str] = {
    K.POPULATION: "Everybody who lives there.",
    K.DEPRIVATION: "A whole number, larger where need is greater: how many live in the most deprived tenth, say.",
    K.CHILDREN: "How many children and young people aged 8 to 17 live there.",
}
FORMULA_NAMES: dict[Formula, str] = {
    F.EQUAL: "The same for each area",
    F.CHILDREN: "By the number of children aged 8 to 17",
    F.HALF_AND_HALF: "Half by population, half by deprivation",
}
FORMULA_WORDS: dict[Formula, str] = {
    F.EQUAL: "Each area gets the same. If pennies are left over, they go one each to the first areas by name.",
    F.CHILDREN: "An area with twice as many children aged 8 to 17 gets twice as much.",
    F.HALF_AND_HALF: "One half is shared by how many people live in each area, the other half by how great need is.",
}
# What each formula weighs by, and how much of the money by each.
PARTS: dict[Formula, tuple[FigureKind | None, ...]] = {
    F.EQUAL: (None,),
    F.CHILDREN: (K.CHILDREN,),
    F.HALF_AND_HALF: (K.POPULATION, K.DEPRIVATION),
}


@dataclass(frozen=True)
class Place:
    """An area with what is counted about it. `key` is whatever the caller knows it by."""

    key: int | None
    name: str
    figures: Mapping[FigureKind, int]


@dataclass(frozen=True)
class Line:
    """One area's working: its figures, what each part of the formula gives, and its share. All money in pence."""

    key: int | None
    name: str
    figures: tuple[int, ...]
    parts: tuple[Pence, ...]
    share: Pence
    lifted: bool = False  # the formula gave less than the floor, so it gets the floor


@dataclass(frozen=True)
class Working:
    """A sum and how it was shared: the lines' shares come to `total` exactly."""

    total: Pence
    formula: Formula
    floor: Pence
    lines: tuple[Line, ...]

    @property
    def kinds(self) -> tuple[FigureKind, ...]:
        """What the formula weighs by; nothing for equal shares."""
        return kinds_of(self.formula)

    def part_sums(self) -> tuple[Pence, ...]:
        """What each part of the formula gives altogether."""
        return tuple(
            Pence(sum(line.parts[at] for line in self.lines)) for at in range(len(PARTS[self.formula]))
        )

    def figure_sums(self) -> tuple[int, ...]:
        """Each figure over all the areas."""
        return tuple(sum(line.figures[at] for line in self.lines) for at in range(len(self.kinds)))

    def sentence(self, line: Line) -> str:
        """One area's sum in words: "9,412 of 31,870 people"."""
        if line.lifted:
            return f"The formula gives less than the floor, so it gets the floor of {self.floor}"
        if not self.kinds:
            return "The same as every other"
        sums = self.figure_sums()
        told = [
            f"{line.figures[at]:,} of {sums[at]:,} ({FIGURE_NAMES[kind]}) gives {line.parts[at]}"
            for at, kind in enumerate(self.kinds)
        ]
        return "; ".join(told)

    def as_json(self) -> dict[str, object]:
        """As kept with the allocation, so the sum can be done again years later."""
        return {
            "total": int(self.total), "formula": str(self.formula), "floor": int(self.floor),
            "lines": [
                [one.key, one.name, list(one.figures), [int(part) for part in one.parts], int(one.share), one.lifted]
                for one in self.lines
            ],
        }  # fmt: skip

    @staticmethod
    def from_json(kept: Mapping[str, object]) -> Working:
        """The other way."""
        lines: list[list[object]] = kept["lines"]  # type: ignore[assignment]
        return Working(
            Pence(kept["total"]), Formula(str(kept["formula"])), Pence(kept["floor"]),  # type: ignore[call-overload]
            tuple(
                Line(key, name, tuple(figures), tuple(map(Pence, parts)), Pence(share), lifted)  # type: ignore[arg-type, call-overload]
                for key, name, figures, parts, share, lifted in lines
            ),
        )  # fmt: skip


def kinds_of(formula: Formula) -> tuple[FigureKind, ...]:
    """The figures a formula needs of every area."""
    return tuple(kind for kind in PARTS[formula] if kind is not None)


def allocate(total: Pence, formula: Formula, places: Sequence[Place], floor: Pence | None = None) -> Working:
    """Share `total` pence between `places`; each gets at least `floor`, and the shares come to `total` exactly.

    An area whose formula share is under the floor is lifted to it, and what remains is shared by the formula
    between the others, again and again until nobody is under. Raises Refusal (field "total", "floor" or "formula")
    for no money, a floor the sum cannot bear, or a figure that nobody has given.
    """
    least = floor or Pence(0)
    _check(total, formula, places, least)
    ordered = sorted(places, key=lambda place: (place.name, place.key or 0))
    lifted: set[int] = set()
    while True:
        sharing = [at for at in range(len(ordered)) if at not in lifted]
        rest = total - least * len(lifted)
        parts = _shared(rest, formula, [ordered[at] for at in sharing])
        shares = {at: Pence(sum(part)) for at, part in zip(sharing, parts, strict=True)}
        under = {at for at, share in shares.items() if share < least}
        if not under:
            break
        lifted |= under
    by_place = dict(zip(sharing, parts, strict=True))
    lines = {id(place): _line(place, formula, by_place.get(at), least) for at, place in enumerate(ordered)}
    return Working(total, formula, least, tuple(lines[id(place)] for place in places))


def _shared(rest: int, formula: Formula, places: Sequence[Place]) -> list[tuple[Pence, ...]]:
    """What each part of the formula gives each place, exact to the penny."""
    if not places:
        return []
    kinds = PARTS[formula]
    columns = []
    for money, kind in zip(split(rest, [1] * len(kinds)), kinds, strict=True):
        weights = [1 if kind is None else place.figures[kind] for place in places]
        columns.append(split(money, weights if any(weights) else [1] * len(places)))
    return list(zip(*columns, strict=True))


def _line(place: Place, formula: Formula, parts: tuple[Pence, ...] | None, floor: Pence) -> Line:
    figures = tuple(place.figures[kind] for kind in kinds_of(formula))
    if parts is None:
        return Line(
            place.key, place.name, figures, tuple(Pence(0) for _ in PARTS[formula]), floor, lifted=True
        )
    return Line(place.key, place.name, figures, parts, Pence(sum(parts)))


def _check(total: int, formula: Formula, places: Sequence[Place], floor: int) -> None:
    if total <= 0:
        raise Refusal("Write how much is to be shared", field="total")
    if not places:
        raise Refusal("This pot has no areas to share between", field="formula")
    if floor * len(places) > total:
        raise Refusal(
            f"{len(places)} areas with a floor of {Pence(floor)} need {Pence(floor * len(places))}, "
            f"and there is {Pence(total)} to share",
            field="floor",
        )
    for kind in kinds_of(formula):
        missing = [place.name for place in places if place.figures.get(kind) is None]
        if missing:
            raise Refusal(
                f"There is no {FIGURE_NAMES[kind]} for {', '.join(missing)}. Add the area’s figures first",
                field="formula",
            )
        if not any(place.figures[kind] for place in places):
            raise Refusal(
                f"Every area’s {FIGURE_NAMES[kind]} is nought, so it shares nothing", field="formula"
            )

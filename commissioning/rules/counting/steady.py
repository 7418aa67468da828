"""Jumping over steps at which nothing changes.

With a small increment (one forint, one penny) there can be tens of thousands of steps that buy the same projects in
the same order. Here one pass proves that for a whole span of endowments. What each voter holds is followed as a
straight line over the span, with a bound on how far the truth can be from it: the lines are exact while the same
people run dry, and the few for whom that changes within the span only widen the bound. Where every choice holds at
both ends of the span with all bounds against it, it holds for each step between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commissioning.rules.counting.offers import water_level
from commissioning.rules.counting.roll import Backing, Floats, Mask
from commissioning.rules.counting.shares import Field, gifts, remaining

WIDEN = 1e-12  # each figure is widened by this part of itself: far more than rounding can lose


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that is `start` at the beginning of the span and `end` at its end, within `off` of that throughout."""

    start: float
    end: float
    off: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A project's price per point over the span. `alike`: surely nobody runs dry, so it is exactly cost over weight."""

    price: Line
    dry: Mask
    alike: bool


class Span:
    """Everybody's money, for every endowment from `low` to `high` at once."""

    def __init__(self, field: Field, low: Fraction, high: Fraction) -> None:
        groups = field.roll.groups
        self.field = field
        self.start: Floats = np.full(groups, float(low))
        self.end: Floats = np.full(groups, float(high))
        self.off: Floats = np.full(groups, float(high) * WIDEN)

    def held(self, backing: Backing) -> Line:
        """What a project's supporters hold together."""
        start = float(self.start[backing.groups] @ backing.voters_each)
        end = float(self.end[backing.groups] @ backing.voters_each)
        off = float(self.off[backing.groups] @ backing.voters_each) + max(start, end) * WIDEN
        return Line(start, end, off)

    def asked(self, one: int) -> Asked | None:
        """The price of a project whose supporters surely hold its cost; None when they surely do not.

        Raises:
            Unsure: when that, or the price, cannot be told for the whole span.
        """
        backing, cost = self.field.roll.backing[one], float(self.field.roll.costs[one])
        total = self.held(backing)
        if max(total.start, total.end) + total.off < cost:
            return None
        if min(total.start, total.end) - total.off < cost:
            raise Unsure
        start, end = self.start[backing.groups], self.end[backing.groups]
        off, points = self.off[backing.groups], 1.0 if backing.points is None else backing.points
        level, dry = water_level(start, cost, backing)
        weight = backing.weight - float(backing.points_each[dry].sum())
        last = (cost - float(end[dry] @ backing.voters_each[dry])) / weight
        above = np.minimum(start - level * points, end - last * points)
        below = np.maximum(start - level * points, end - last * points)
        doubt = np.where(dry, off + np.maximum(below, 0.0), np.maximum(off - above, 0.0))
        lost = float(doubt @ backing.voters_each) + cost * WIDEN
        error = bounded(lost, weight, ~dry, above - off, backing)
        price = Line(level, last, error)
        return Asked(price, dry, bool(not dry.any() and (above > off + error * points).all()))

    def pay(self, one: int, asked: Asked) -> None:
        """Take the price from its supporters, or all they hold."""
        backing, price, dry = self.field.roll.backing[one], asked.price, asked.dry
        points = 1.0 if backing.points is None else backing.points
        start = self.start[backing.groups] - price.start * points
        end = self.end[backing.groups] - price.end * points
        off = self.off[backing.groups] + price.off * points + price.end * points * WIDEN
        most = np.maximum(np.maximum(start, end), 0.0)
        beyond = np.maximum(-np.minimum(start, end), 0.0)
        surely_dry = dry & (np.maximum(start, end) + off <= 0)
        self.start[backing.groups] = np.where(dry, 0.0, start)
        self.end[backing.groups] = np.where(dry, 0.0, end)
        self.off[backing.groups] = np.where(
            surely_dry, 0.0, np.where(dry, most + off, np.maximum(off, beyond + off))
        )


class Unsure(Exception):
    """The span is too wide to tell."""


def bounded(lost: float, weight: float, full: Mask, room: Floats, backing: Backing) -> float:
    """How far a price can be from its line, when the line misses the cost by `lost` at most.

    Near the line, the money raised grows with the price by the points of those who surely do not run dry there;
    the error must not reach beyond where that is known.
    """
    each = room if backing.points is None else room / backing.points
    error = 2 * lost / weight
    for _ in range(4):
        sure = float(backing.points_each[full & (each > error)].sum())
        if sure <= 0:
            raise Unsure
        needed = lost / sure * (1 + WIDEN)
        if needed <= error:
            return error
        error = 2 * needed
    raise Unsure


def same_order(field: Field, order: Sequence[int], low: Fraction, high: Fraction) -> bool:
    """Whether Equal Shares surely buys exactly `order` for every endowment from `low` to `high`.

    False means "not proven": the caller then counts step by step.
    """
    try:
        return proven(Span(field, low, high), order)
    except Unsure:
        return False


def proven(span: Span, order: Sequence[int]) -> bool:
    """The order, round by round, and that nothing more can be bought after it."""
    field = span.field
    backing, costs = field.roll.backing, field.roll.costs
    floor = {one: (1 / backing[one].weight,) * 2 for one in field.entrants if backing[one].weight}
    free = gifts(field)
    for one in order:
        if one not in floor:
            return False
        if one not in free:
            asked = span.asked(one)
            if asked is None or not first(span, one, asked, floor):
                return False
            span.pay(one, asked)
        for gone in field.rivals.get(one, frozenset()) | {one}:
            floor.pop(gone, None)
    totals = [(span.held(backing[one]), costs[one]) for one in remaining(field, order)]
    return all(max(total.start, total.end) + total.off < cost for total, cost in totals)


def first(span: Span, one: int, asked: Asked, floor: dict[int, tuple[float, float]]) -> bool:
    """Whether `one` surely has the lowest price per point and pound. Raises the floors it looks at."""
    field, price = span.field, asked.price
    cost, weight = field.roll.costs[one], field.roll.backing[one].weight
    most = [(end + price.off) / cost * (1 + WIDEN) for end in (price.start, price.end)]
    for other in [other for other, least in floor.items() if other != one and not above(least, most)]:
        theirs = span.asked(other)
        if theirs is None:
            del floor[other]
            continue
        their_cost, their_weight = field.roll.costs[other], field.roll.backing[other].weight
        ends = (theirs.price.start, theirs.price.end)
        low, high = ((end - theirs.price.off) / their_cost * (1 - WIDEN) for end in ends)
        floor[other] = (low, high)
        ahead = their_weight < weight or (their_weight == weight and field.rank[one] < field.rank[other])
        if not above(floor[other], most) and not (asked.alike and ahead):
            return False
    return True


def above(least: Sequence[float], most: Sequence[float]) -> bool:
    """Whether one line lies above another at both ends, so all along."""
    return least[0] > most[0] and least[1] > most[1]

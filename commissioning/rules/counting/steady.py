"""Jumping over steps at which nothing changes.

With a small increment (one forint, one penny) there can be tens of thousands of steps that buy the same projects
in the same order. Here one pass over a whole span of endowments proves that: every voter's money is known to lie
between a low and a high figure, so every price does too, and when the order holds for all of them it holds for
each step between.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from commissioning.rules.counting.offers import water_level
from commissioning.rules.counting.roll import Backing, Floats
from commissioning.rules.counting.shares import Field, gifts, remaining

WIDEN = 1e-11  # each figure is widened by this part of the endowment: far more than rounding can lose


class Span:
    """Money between `low` and `high` for each voter."""

    def __init__(self, field: Field, low: Fraction, high: Fraction) -> None:
        groups = field.roll.groups
        self.field = field
        self.edge = float(high) * WIDEN
        self.low: Floats = np.full(groups, float(low) - self.edge)
        self.high: Floats = np.full(groups, float(high) + self.edge)

    def price(self, one: int, held: Floats) -> float | None:
        """The price per point if everyone held `held`; None when that does not reach the cost."""
        backing, cost = self.field.roll.backing[one], float(self.field.roll.costs[one])
        mine = held[backing.groups]
        if float(mine @ backing.voters_each) < cost * (1 - WIDEN):
            return None
        return water_level(mine, cost, backing)[0]

    def certain(self, one: int) -> bool:
        """Whether its supporters surely hold the cost, whatever they hold within the span."""
        backing = self.field.roll.backing[one]
        return float(self.low[backing.groups] @ backing.voters_each) >= self.field.roll.costs[one] * (
            1 + WIDEN
        )

    def all_pay_alike(self, one: int) -> bool:
        """Whether surely no supporter runs dry, so that its price is exactly the cost over its weight."""
        backing, cost = self.field.roll.backing[one], self.field.roll.costs[one]
        asked = cost / backing.weight * (1 + WIDEN)
        needed = asked if backing.points is None else asked * backing.points
        return bool((self.low[backing.groups] >= needed).all())

    def pay(self, one: int, least: float, most: float) -> None:
        """Take at least and at most these prices from its supporters."""
        backing = self.field.roll.backing[one]
        self.low[backing.groups] = np.maximum(
            self.low[backing.groups] - asked(backing, most) - self.edge, 0.0
        )
        self.high[backing.groups] = np.maximum(
            self.high[backing.groups] - asked(backing, least) + self.edge, self.edge
        )


def asked(backing: Backing, price: float) -> float | Floats:
    """What each supporter is asked at this price per point."""
    return price if backing.points is None else price * backing.points


def same_order(field: Field, order: Sequence[int], low: Fraction, high: Fraction) -> bool:
    """Whether Equal Shares surely buys exactly `order` for every endowment from `low` to `high`.

    False means "not proven": the caller then counts step by step.
    """
    span = Span(field, low, high)
    rivals = field.rivals
    floor = {
        one: 1 / field.roll.backing[one].weight for one in field.entrants if field.roll.backing[one].weight
    }
    free = gifts(field)
    for one in order:
        if one not in floor:
            return False
        if one in free:
            most = 0.0
        elif not span.certain(one):
            return False
        else:
            least, highest = span.price(one, span.high), span.price(one, span.low)
            if least is None or highest is None:
                return False
            most = highest / field.roll.costs[one] * (1 + WIDEN)
            if not surely_first(span, one, most, floor):
                return False
            span.pay(one, least * (1 - WIDEN), highest * (1 + WIDEN))
        for gone in rivals.get(one, frozenset()) | {one}:
            floor.pop(gone, None)
    return all(span.price(one, span.high) is None for one in remaining(field, order))


def surely_first(span: Span, one: int, most: float, floor: dict[int, float]) -> bool:
    """Whether no other project can be cheaper per pound than `one` at `most`. Raises the floors it looks at."""
    alike = span.all_pay_alike(one)
    weight, rank = span.field.roll.backing[one].weight, span.field.rank
    for other in [other for other, least in floor.items() if least <= most and other != one]:
        price = span.price(other, span.high)
        if price is None:
            del floor[other]
            continue
        floor[other] = max(floor[other], price / span.field.roll.costs[other] * (1 - WIDEN))
        theirs = span.field.roll.backing[other].weight
        beaten = alike and (theirs < weight or (theirs == weight and rank[one] < rank[other]))
        if floor[other] <= most and not beaten:
            return False
    return True

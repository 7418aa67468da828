"""Exact accounts of an Equal Shares count, without a fraction for each voter.

What a voter still holds is always: the endowment, minus the prices of what they paid for in full. So what any
set of supporters hold together is a sum of whole numbers times the endowment and the prices, and only the
prices (one a round) need exact fractions. They are kept as whole numbers over one common denominator.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from commissioning.rules.counting.roll import Ints, Roll


@dataclass(frozen=True, slots=True)
class Purchase:
    """One project bought: who paid the full price (per point), and who paid all they had left."""

    project: int
    price: float
    error: float
    full: Ints
    full_points: Ints
    part: Ints


class Ledger:
    """Follows a list of purchases, which may still grow, and answers in exact fractions."""

    def __init__(self, roll: Roll, endowment: Fraction, purchases: Sequence[Purchase]) -> None:
        self.roll = roll
        self.purchases = purchases
        self.endowment = endowment.numerator  # over `below`, as are the prices
        self.below = endowment.denominator
        self.prices: list[int] = []
        self.paid: NDArray[np.int32] = np.zeros((roll.groups, 8), dtype=np.int32)
        self.holds = np.ones(roll.groups, dtype=np.int64)

    def catch_up(self) -> None:
        """Enter the purchases made since last time."""
        for bought in self.purchases[len(self.prices) :]:
            cost = self.roll.costs[bought.project]
            self._enter(bought, self.price(cost, bought.full, bought.full_points, bought.part))

    def _enter(self, bought: Purchase, price: Fraction) -> None:
        column = len(self.prices)
        if column == self.paid.shape[1]:
            self.paid = np.pad(self.paid, ((0, 0), (0, column)))
        self.paid[bought.full, column] = bought.full_points
        self.paid[bought.part] = 0
        self.holds[bought.part] = 0
        grow = price.denominator // gcd(price.denominator, self.below)
        if grow > 1:
            self.below *= grow
            self.endowment *= grow
            self.prices = [one * grow for one in self.prices]
        self.prices.append(price.numerator * (self.below // price.denominator))

    def held(self, groups: Ints) -> Fraction:
        """What all voters of these groups hold together."""
        return Fraction(self._held(groups), self.below)

    def every_group(self) -> Ints:
        """All ballot groups, for sums over everybody."""
        return np.arange(self.roll.groups, dtype=np.int64)

    def _held(self, groups: Ints) -> int:
        width = len(self.prices)
        voters = self.roll.voters_each[groups] * self.holds[groups]
        times = voters @ self.paid[groups, :width]
        spent = sum(int(count) * price for count, price in zip(times, self.prices, strict=True) if count)
        return int(voters.sum()) * self.endowment - spent

    def price(self, cost: int, full: Ints, full_points: Ints, part: Ints) -> Fraction:
        """The price per point at which `full` pay alike what `part`, paying all they hold, leave of the cost."""
        weight = int(self.roll.voters_each[full] @ full_points)
        if not weight:
            return Fraction(0)
        return Fraction(cost * self.below - self._held(part), weight * self.below)

    def held_by_each(self, groups: Iterable[int]) -> dict[int, Fraction]:
        """What one voter of each group holds."""
        width = len(self.prices)
        seen: dict[bytes, Fraction] = {}
        answer: dict[int, Fraction] = {}
        for group in groups:
            if not self.holds[group]:
                answer[group] = Fraction(0)
                continue
            row = self.paid[group, :width]
            key = row.tobytes()
            if key not in seen:
                spent = sum(
                    int(times) * price for times, price in zip(row, self.prices, strict=True) if times
                )
                seen[key] = Fraction(self.endowment - spent, self.below)
            answer[group] = seen[key]
        return answer

    def price_of(self, number: int) -> Fraction:
        """The exact price of purchase `number` (from 0)."""
        return Fraction(self.prices[number], self.below)

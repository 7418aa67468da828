"""The Method of Equal Shares with a fixed endowment for each voter (Peters, Pierczynski, Skowron 2021).

Each voter is given the same endowment. Again and again, the project whose supporters get it at the lowest price
per point and pound is bought: everyone pays that price, or all they have left. A vote counts as one point, a
point as much as the project costs ("cost utilities", as every real election with this method did); so approval
ballots are points ballots with one point each, and a ranking is counted by its Borda points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from commissioning.rules.counting.ledger import Ledger, Purchase
from commissioning.rules.counting.offers import UNIT, Offer, Purse
from commissioning.rules.counting.roll import Floats, Roll

NEAR = 1e-9  # offers this close to the best so far are looked at closely


@dataclass(frozen=True, slots=True)
class Field:
    """Who competes: the roll, the projects that may win, the tie order and who rules out whom (all by number)."""

    roll: Roll
    entrants: tuple[int, ...]
    rank: tuple[int, ...]
    rivals: Mapping[int, frozenset[int]]
    budget: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `overspent`: it was broken off because it had already bought more than the pot holds."""

    endowment: Fraction
    purchases: tuple[Purchase, ...]
    held: Floats
    cost: int
    overspent: bool
    close_calls: int
    ledger: Ledger

    @property
    def order(self) -> tuple[int, ...]:
        """The projects bought, in order."""
        return tuple(bought.project for bought in self.purchases)


class Shop:
    """One run in progress. Prices only rise during a run, so an old price is a safe lower bound."""

    def __init__(self, field: Field, endowment: Fraction) -> None:
        self.field = field
        self.purchases: list[Purchase] = []
        self.ledger = Ledger(field.roll, endowment, self.purchases)
        start = float(endowment)
        groups = field.roll.groups
        self.purse = Purse(np.full(groups, start), np.full(groups, 2 * UNIT * start), self.ledger)
        self.out: set[int] = set()
        self.close_calls = 0
        weights = {one: field.roll.backing[one].weight for one in field.entrants}
        self.heap = [(1 / weights[one] * (1 - 4 * UNIT), one) for one in weights if weights[one]]
        heapify(self.heap)

    def offers(self) -> list[Offer]:
        """Every project that may be the cheapest per pound now; those out of reach are dropped for good."""
        roll = self.field.roll
        found: list[tuple[float, Offer]] = []
        ceiling = float("inf")
        while self.heap and self.heap[0][0] <= ceiling:
            _, one = heappop(self.heap)
            offer = None if one in self.out else self.purse.offer(one)
            if offer is None:
                continue
            cost = roll.costs[one]
            if offer.price <= ceiling * cost * (1 + NEAR):
                offer = self.purse.firm(offer)
                ceiling = min(ceiling, (offer.price + offer.error) / cost * (1 + 4 * UNIT))
            found.append(((offer.price - offer.error) / cost * (1 - 4 * UNIT), offer))
        for floor, offer in found:
            heappush(self.heap, (floor, offer.project))
        close = [self.purse.firm(offer) for floor, offer in found if floor <= ceiling]
        return [
            one
            for one in close
            if (one.price - one.error) / roll.costs[one.project] * (1 - 4 * UNIT) <= ceiling
        ]

    def best(self) -> Offer | None:
        """The cheapest per pound; where floats cannot tell, exactly; where they are equal, by the tie order."""
        offers = self.offers()
        if len(offers) < 2:
            return offers[0] if offers else None
        self.close_calls += 1
        rank, costs = self.field.rank, self.field.roll.costs
        return min(offers, key=lambda one: (self.purse.exact(one) / costs[one.project], rank[one.project]))

    def buy(self, offer: Offer) -> None:
        """Take the payments and strike out what can no longer be built."""
        backing = self.field.roll.backing[offer.project]
        full = ~offer.pays_all
        points = (
            np.ones(len(full), dtype=np.int64) if backing.points is None else backing.points.astype(np.int64)
        )
        self.purse.pay(offer)
        self.purchases.append(
            Purchase(
                offer.project,
                offer.price,
                offer.error,
                backing.groups[full],
                points[full],
                backing.groups[offer.pays_all],
            )
        )
        self.out |= self.field.rivals.get(offer.project, frozenset()) | {offer.project}


def gifts(field: Field) -> list[int]:
    """Projects that cost nothing: bought before all others, in the tie order."""
    free = [one for one in field.entrants if not field.roll.costs[one] and field.roll.backing[one].weight]
    return sorted(free, key=lambda one: field.rank[one])


def run(field: Field, endowment: Fraction) -> Run:
    """Equal Shares once, with this endowment for each voter; broken off when the pot is overspent."""
    shop = Shop(field, endowment)
    for one in gifts(field):
        if one not in shop.out:
            shop.buy(Offer(one, 0.0, 0.0, np.zeros(len(field.roll.backing[one].groups), dtype=np.bool_)))
    cost = 0
    while cost <= field.budget:
        offer = shop.best()
        if offer is None:
            break
        shop.buy(offer)
        cost += field.roll.costs[offer.project]
    return Run(
        endowment,
        tuple(shop.purchases),
        shop.purse.held,
        cost,
        cost > field.budget,
        shop.close_calls,
        shop.ledger,
    )


def remaining(field: Field, order: Sequence[int]) -> list[int]:
    """What could still be bought after these, were the endowment larger."""
    bought = set(order)
    barred = bought.union(*(field.rivals.get(one, frozenset()) for one in bought))
    return [one for one in field.entrants if one not in barred and field.roll.backing[one].weight]

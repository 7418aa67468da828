"""What a project would cost each supporter now: in floats with a proven bound, exactly where that is not enough."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commissioning.rules.counting.ledger import Ledger
from commissioning.rules.counting.roll import Backing, Floats, Mask

UNIT = 2.3e-16  # a little more than half a unit in the last place


@dataclass(slots=True)
class Offer:
    """A project its supporters can pay for. `price` is the most one of them pays per point, within `error`.

    `pays_all`: which supporters pay everything they hold. `exact` is filled in when somebody asked.
    """

    project: int
    price: float
    error: float
    pays_all: Mask
    exact: Fraction | None = None
    is_firm: bool = False


def water_level(held: Floats, cost: float, backing: Backing, start: float = 0.0) -> tuple[float, Mask]:
    """The price per point at which everyone pays it, or all they hold, and the cost is met; with who pays all.

    The supporters must hold the cost together. Each pass raises the level by what the poorer cannot pay; it
    stops when nobody more runs dry, after a handful of passes. Whoever ran dry stays dry: the level of the next pass
    can come out lower by a rounding, and somebody who holds exactly that much would then fall and rise for ever. So
    each pass adds somebody or is the last. `start` may be anything that is surely no more than the price.
    """
    level = max(cost / backing.weight, start)
    dry = np.zeros(len(held), dtype=np.bool_)
    count = 0
    while True:
        now = dry | (held < (level if backing.points is None else level * backing.points))
        fallen = int(np.count_nonzero(now))
        if fallen == count:
            return (level if count else cost / backing.weight), dry
        paid = float(held[now] @ backing.voters_each[now])
        weight = backing.weight - float(backing.points_each[now].sum())
        if weight <= 0.5:  # only rounding can make the last one run dry: they hold exactly enough
            ratio = held if backing.points is None else held / backing.points
            level = float(ratio.max())
            return level, ratio < level
        level, dry, count = (cost - paid) / weight, now, fallen


class Purse:
    """What every voter holds during one run of Equal Shares, each with a bound on the error of the float."""

    def __init__(self, held: Floats, error: Floats, ledger: Ledger) -> None:
        self.held = held
        self.error = error
        self.worst = float(error.max(initial=0.0))
        self.before: dict[int, float] = {}  # what each project's price surely is at least; prices only rise
        self.ledger = ledger

    def offer(self, project: int) -> Offer | None:
        """The project's price now, or None when its supporters do not hold its cost.

        Until it is made `firm`, the price less the error is only a lower bound.
        """
        roll = self.ledger.roll
        backing, cost = roll.backing[project], roll.costs[project]
        held = self.held[backing.groups]
        total = float(held @ backing.voters_each)
        lost = backing.voters * self.worst + (len(held) + 8) * UNIT * total
        if total < cost - lost or (total <= cost + lost and not self._can_pay(backing, cost)):
            return None
        price, dry = water_level(held, cost, backing, self.before.get(project, 0.0))
        weight = backing.weight - float(backing.points_each[dry].sum())
        error = 2 * lost / weight + 4 * UNIT * price
        self.before[project] = price - error
        return Offer(project, price, error, dry)

    def firm(self, offer: Offer) -> Offer:
        """The same offer with a close error both ways; exact where floats cannot tell who runs dry."""
        if offer.is_firm:
            return offer
        backing, cost = self.ledger.roll.backing[offer.project], self.ledger.roll.costs[offer.project]
        held, own, dry, price = (
            self.held[backing.groups],
            self.error[backing.groups],
            offer.pays_all,
            offer.price,
        )
        lost = float((own * backing.voters_each)[dry].sum()) + (len(held) + 8) * UNIT * cost
        weight = backing.weight - float(backing.points_each[dry].sum())
        error = 2 * lost / weight + 4 * UNIT * price
        asked, doubt = (
            (price, error) if backing.points is None else (price * backing.points, error * backing.points)
        )
        near = np.abs(held - asked) <= 4 * (own + doubt)
        if near.any():
            return self._settled(offer.project, dry & ~near, near)
        return Offer(offer.project, price, error, dry, is_firm=True)

    def _can_pay(self, backing: Backing, cost: int) -> bool:
        self.ledger.catch_up()
        return self.ledger.held(backing.groups) >= cost

    def _settled(self, project: int, dry: Mask, near: Mask) -> Offer:
        """The same, where floats cannot tell whether some supporters run dry: asked of the exact accounts."""
        self.ledger.catch_up()
        backing, cost = self.ledger.roll.backing[project], self.ledger.roll.costs[project]
        places = [int(place) for place in np.flatnonzero(near)]
        each = self.ledger.held_by_each(int(backing.groups[place]) for place in places)
        dry = dry.copy()
        while True:
            price = self._exact_price(backing, cost, dry)
            fallen = [place for place in places if self._runs_dry(each, backing, place, price)]
            if not fallen:
                return Offer(project, float(price), 4 * UNIT * float(price), dry, price, is_firm=True)
            dry[fallen] = True
            places = [place for place in places if not dry[place]]

    @staticmethod
    def _runs_dry(each: dict[int, Fraction], backing: Backing, place: int, price: Fraction) -> bool:
        points = 1 if backing.points is None else int(backing.points[place])
        return each[int(backing.groups[place])] < price * points

    def _exact_price(self, backing: Backing, cost: int, dry: Mask) -> Fraction:
        points = backing.points if backing.points is not None else np.ones(len(dry))
        full = ~dry
        return self.ledger.price(
            cost, backing.groups[full], points[full].astype(np.int64), backing.groups[dry]
        )

    def exact(self, offer: Offer) -> Fraction:
        """The offer's exact price per point."""
        backing, cost = self.ledger.roll.backing[offer.project], self.ledger.roll.costs[offer.project]
        if offer.exact is None and not offer.pays_all.any():
            offer.exact = Fraction(cost, backing.weight)
        if offer.exact is None:
            self.ledger.catch_up()
            offer.exact = self._exact_price(backing, cost, offer.pays_all)
        return offer.exact

    def pay(self, offer: Offer) -> None:
        """Take the price from every supporter, or all they hold (of which nothing is then uncertain)."""
        backing = self.ledger.roll.backing[offer.project]
        points = 1.0 if backing.points is None else backing.points
        held, own = self.held[backing.groups], self.error[backing.groups]
        more = own + offer.error * points + 2 * UNIT * held
        self.held[backing.groups] = np.where(
            offer.pays_all, 0.0, np.maximum(held - offer.price * points, 0.0)
        )
        self.error[backing.groups] = np.where(offer.pays_all, 0.0, more)
        self.worst = max(self.worst, float(more.max(initial=0.0)))

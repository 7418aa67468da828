"""How many steps from here buy the same, exactly.

While the same people run dry, what each voter holds grows along a straight line with the endowment, and so does each
price. So one pass in whole numbers over a common denominator gives every line of a run, and where the first of them
crosses another: until then each choice is the same. Where few people vote about much money, hundreds of thousands of
steps fall into some tens of such stretches. (`steady.py` proves less, and faster, for the ballots of a city.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from commissioning.rules.counting.roll import Backing, Roll
from commissioning.rules.counting.shares import Field, gifts

FOR_EVER = 10**18  # steps; a count ends long before


@dataclass(frozen=True, slots=True)
class Side:
    """One ballot group behind a project: how many voters, the points each gives, and what those are multiplied by to
    come to the same for all of the project's supporters.
    """

    group: int
    voters: int
    points: int
    times: int


@dataclass(frozen=True, slots=True)
class Asks:
    """A price per point: `(rest + n * more) / (weight * below)` after n steps. `dry`: who pays all they hold."""

    rest: int
    more: int
    weight: int
    below: int
    dry: frozenset[int]


def sides_of(roll: Roll, backing: Backing) -> list[Side]:
    """A project's supporters as plain numbers."""
    points = [1] * len(backing.groups) if backing.points is None else [int(one) for one in backing.points]
    alike = lcm(*points)
    return [
        Side(int(group), int(roll.voters_each[group]), given, alike // given)
        for group, given in zip(backing.groups, points, strict=True)
    ]


def far(now: int, more: int, *, strictly: bool) -> int:
    """The last n at which `now + n * more` is at least nothing (`strictly`: more than nothing, or level all along)."""
    return FOR_EVER if more >= 0 else max(0, (now - strictly) // -more)


class Stretch:
    """One run followed along its lines; `steps` is how far all that was looked at so far stays as it is."""

    def __init__(self, field: Field, endowment: Fraction, increment: int) -> None:
        roll = field.roll
        self.field = field
        self.below = endowment.denominator
        self.held = [endowment.numerator] * roll.groups  # over `below`, as is what each step adds
        self.more = [increment * self.below] * roll.groups
        self.steps = FOR_EVER
        self.sides = [sides_of(field.roll, backing) for backing in roll.backing]
        self.least: dict[
            int, Asks
        ] = {}  # a line that each project's price is surely never below; prices only rise

    def holds(self, now: int, more: int, *, strictly: bool = False) -> None:
        """Shorten the stretch to where `now + n * more` is at least nothing (`strictly`: more than nothing).

        It holds at n = 0. What is nothing there and stays so is level all along.
        """
        self.steps = min(self.steps, far(now, more, strictly=strictly))

    def short(self, one: int) -> tuple[int, int]:
        """What a project's supporters lack of its cost (none: they hold it), and what each step adds to that."""
        sides = self.sides[one]
        total = sum(side.voters * self.held[side.group] for side in sides)
        return self.field.roll.costs[one] * self.below - total, -sum(
            side.voters * self.more[side.group] for side in sides
        )

    def asks(self, one: int) -> Asks:
        """The price of a project whose supporters hold its cost.

        With whichever of them taken to run dry, this line is never above the true price; with the right ones it is it.
        """
        sides = self.sides[one]
        rest, more = self.field.roll.costs[one] * self.below, 0
        weight, dry = sum(side.voters * side.points for side in sides), set()
        for side in sorted(sides, key=lambda side: self.held[side.group] * side.times):
            if self.held[side.group] * weight >= rest * side.points:
                break
            rest -= side.voters * self.held[side.group]
            more -= side.voters * self.more[side.group]
            weight -= side.voters * side.points
            dry.add(side.group)
        return Asks(rest, more, weight, self.below, frozenset(dry))

    def beats(self, one: int, price: Asks, other: int, theirs: Asks, *, is_old: bool) -> int:
        """For how many steps `one` is bought before `other`, and as clearly: where they come level anew, the run
        there asks the lot. -1: not even now, or by a line from an earlier round not clearly.
        """
        costs = self.field.roll.costs
        ours = price.weight * costs[one] * (self.below // theirs.below)
        others = theirs.weight * costs[other]
        ahead = theirs.rest * ours - price.rest * others
        if ahead < is_old:
            return -1
        return far(ahead, theirs.more * ours - price.more * others, strictly=True)

    def pay(self, one: int, price: Asks) -> None:
        """Take the price from its supporters, or all they hold; the stretch ends where that is another's turn."""
        for side in self.sides[one]:
            above = self.held[side.group] * price.weight - price.rest * side.points
            faster = self.more[side.group] * price.weight - price.more * side.points
            sign = -1 if side.group in price.dry else 1
            self.holds(sign * above, sign * faster)
        shared = gcd(price.weight, price.rest, price.more)
        grow, rest, more = price.weight // shared, price.rest // shared, price.more // shared
        self.below *= grow
        self.held = [amount * grow for amount in self.held]
        self.more = [amount * grow for amount in self.more]
        for side in self.sides[one]:
            is_dry, group = side.group in price.dry, side.group
            self.held[group] = 0 if is_dry else self.held[group] - rest * side.points
            self.more[group] = 0 if is_dry else self.more[group] - more * side.points


def lasts(field: Field, order: Sequence[int], endowment: Fraction, increment: int) -> int:
    """For how many steps after this endowment Equal Shares surely buys just `order`, which it buys at this one."""
    stretch = Stretch(field, endowment, increment)
    free = gifts(field)
    waiting = [one for one in field.entrants if field.roll.backing[one].weight and one not in free]
    gone: set[int] = set()
    for one in order:
        gone |= field.rivals.get(one, frozenset()) | {one}
        if one not in free:
            gone |= bought(stretch, one, [other for other in waiting if other != one])
        waiting = [other for other in waiting if other not in gone]
    for other in waiting:
        stretch.holds(*stretch.short(other), strictly=True)
    return stretch.steps


def bought(stretch: Stretch, one: int, others: Sequence[int]) -> set[int]:
    """One round; answers which of the others are out of reach now and, money only falling, for the rest of the run."""
    price = stretch.asks(one)
    poor: set[int] = set()
    for other in others:
        known = stretch.least.get(other)
        if known and stretch.beats(one, price, other, known, is_old=True) >= stretch.steps:
            continue
        lack, more = stretch.short(other)
        if lack > 0:
            stretch.holds(lack, more, strictly=True)
            poor.add(other)
            continue
        theirs = stretch.least[other] = stretch.asks(other)
        stretch.steps = min(stretch.steps, max(0, stretch.beats(one, price, other, theirs, is_old=False)))
    stretch.pay(one, price)
    return poor

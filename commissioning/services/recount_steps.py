"""How many steps of Equal Shares buy the same, for `recount.py`: a small step on a big pot makes a great many.

With each step every voter is given as much more. As long as the same people pay their last penny, what each still
holds, and so each price, grows evenly. So it can be worked out, in exact fractions, at which step a choice can first
come out otherwise; the steps before need no counting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from commissioning.services.recount_reading import Ballot

FAR = 10**18  # steps; no count has so many
Even = tuple[Fraction, Fraction]  # a figure now, and what each step adds to it


@dataclass
class Run:
    """One run, followed over its steps. `steps` is for how many all that was looked at stays as it is."""

    many: Mapping[Ballot, int]
    cost: Mapping[str, int]
    backers: Mapping[str, list[tuple[Ballot, int]]]
    held: dict[Ballot, Even]
    steps: int = FAR
    dry: set[Ballot] = field(default_factory=set)

    def stays(self, now: Fraction, more: Fraction) -> None:
        """Keep to steps where this figure, not below nothing now, stays above; at just nothing it is counted anew."""
        if more < 0:
            self.steps = min(self.steps, max(0, -(-now // -more) - 1))

    def together(self, one: str) -> Even:
        """What the supporters of a project hold."""
        held = [(self.held[row], self.many[row]) for row, _ in self.backers[one]]
        return sum((now * many for (now, _), many in held), Fraction(0)), sum(
            (more * many for (_, more), many in held), Fraction(0)
        )

    def price(self, one: str) -> Even:
        """A point of this project; notes in `dry` who pays all they hold. Its supporters can pay for it."""
        now, more, self.dry = Fraction(self.cost[one]), Fraction(0), set()
        weight = sum(self.many[row] * points for row, points in self.backers[one])
        for row, points in sorted(self.backers[one], key=lambda pair: self.held[pair[0]][0] / pair[1]):
            if self.held[row][0] * weight >= now * points:
                break
            now -= self.held[row][0] * self.many[row]
            more -= self.held[row][1] * self.many[row]
            weight -= points * self.many[row]
            self.dry.add(row)
        return now / weight, more / weight

    def buy(self, one: str, others: Collection[str]) -> set[str]:
        """One purchase, before these others; gives those that are out of reach from here on."""
        poor = set()
        for other in others:
            (has, grows), cost = self.together(other), self.cost[other]
            if has < cost:
                poor.add(other)
                self.stays(cost - has, -grows)
        ours = self.price(one)
        dry = self.dry
        for other in set(others) - poor:
            theirs = self.price(other)
            now, more = (theirs[end] / self.cost[other] - ours[end] / self.cost[one] for end in (0, 1))
            self.stays(now, more)
        for row, points in self.backers[one]:
            left, grows = (self.held[row][end] - ours[end] * points for end in (0, 1))
            self.stays(*((-left, -grows) if row in dry else (left, grows)))
            self.held[row] = (Fraction(0), Fraction(0)) if row in dry else (left, grows)
        return poor


def steps_alike(run: Run, chosen: Sequence[str], rivals: Mapping[str, set[str]]) -> int:
    """For how many steps more just these are bought, which are bought now."""
    waiting = {one for one in run.backers if run.cost[one]}
    for one in chosen:
        waiting.discard(one)
        if run.cost[one]:
            waiting -= run.buy(one, waiting)
        waiting -= rivals[one]
    for one in waiting:
        has, grows = run.together(one)
        run.stays(run.cost[one] - has, -grows)
    return run.steps

"""Equal Shares written plainly, in exact fractions and without arrays: slow, short, and easy to check by eye.

The tests and the benchmark hold the fast engine against it. It knows nothing of rounding, bounds or jumps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.values import BallotGroup, Election


@dataclass(frozen=True, slots=True)
class Support:
    """One ballot group behind a project, with the points each of its voters gives."""

    group: int
    voters: int
    points: int


def backing(election: Election) -> dict[str, list[Support]]:
    """Who supports each project."""
    found: dict[str, list[Support]] = {project.id: [] for project in election.projects}
    for number, group in enumerate(election.ballots):
        for choice, points in given(group):
            if points:
                found[choice].append(Support(number, group.voters, points))
    return found


def given(group: BallotGroup) -> list[tuple[str, int]]:
    """A ballot's choices with their points."""
    return list(zip(group.choices, group.points or (1,) * len(group.choices), strict=True))


def price(cost: int, support: list[Support], held: list[Fraction]) -> Fraction | None:
    """The least price per point at which all pay it, or all they hold, and together meet the cost."""
    if sum(one.voters * held[one.group] for one in support) < cost:
        return None
    rest, weight = Fraction(cost), sum(one.voters * one.points for one in support)
    for one in sorted(support, key=lambda one: held[one.group] / one.points):
        if held[one.group] * weight >= rest * one.points:
            return rest / weight
        rest -= one.voters * held[one.group]
        weight -= one.voters * one.points
    return Fraction(0)


def equal_shares(election: Election, endowment: Fraction, rank: Mapping[str, int]) -> list[str]:
    """The projects bought with this endowment for each voter, in order."""
    held = [endowment] * len(election.ballots)
    support, against = backing(election), rivals(election)
    cost = {project.id: project.cost_minor for project in election.projects}
    open_to = set(cost) - ineligible(election, scores(election)).keys()
    bought = sorted((one for one in open_to if not cost[one]), key=lambda one: rank[one])
    bought = [one for place, one in enumerate(bought) if not against[one] & set(bought[:place])]
    open_to -= {one for one in open_to if not cost[one] or against[one] & set(bought)}
    while True:
        prices = {one: price(cost[one], support[one], held) for one in open_to}
        affordable = {one: paid for one, paid in prices.items() if paid is not None}
        if not affordable:
            return bought
        best = min(affordable, key=lambda one: (affordable[one] / cost[one], rank[one]))
        for one in support[best]:
            held[one.group] -= min(held[one.group], affordable[best] * one.points)
        bought.append(best)
        open_to = set(affordable) - {best} - against[best]


def add1(election: Election, rank: Mapping[str, int], increment: int) -> list[str]:
    """Equal Shares completed by add1, one step at a time."""
    cost = {project.id: project.cost_minor for project in election.projects}
    barred = set(ineligible(election, scores(election)))
    endowment = Fraction(election.budget_minor, election.voters)
    best = equal_shares(election, endowment, rank)
    while cost.keys() - barred - set(best) - {other for one in best for other in rivals(election)[one]}:
        endowment += increment
        following = equal_shares(election, endowment, rank)
        if sum(cost[one] for one in following) > election.budget_minor:
            return best
        best = following
    return best

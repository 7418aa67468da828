"""How many voters had how many of their projects funded."""

from collections.abc import Collection

from commissioning.rules.counting.result import Reach
from commissioning.rules.counting.values import BallotGroup, Election


def funded_of(group: BallotGroup, winners: Collection[str]) -> int:
    """How many of the projects a ballot supports were funded."""
    if not group.points:
        return sum(choice in winners for choice in group.choices)
    return sum(choice in winners for choice, given in zip(group.choices, group.points, strict=True) if given)


def reach(election: Election, winners: Collection[str]) -> Reach:
    """Voters by the number of their projects funded."""
    won = frozenset(winners)
    by_number = [0]
    for group in election.ballots:
        number = funded_of(group, won)
        by_number += [0] * (number + 1 - len(by_number))
        by_number[number] += group.voters
    return Reach(election.voters, tuple(by_number))

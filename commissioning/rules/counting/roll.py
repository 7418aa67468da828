"""An election as arrays, so that a city's ballots can be added up quickly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commissioning.rules.counting.values import Election

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Backing:
    """One project's supporters: which ballot groups, how many voters in each, and the points each gives.

    `points` is None where every supporter counts alike. `weight` is all points together, `voters` all people.
    """

    groups: Ints
    voters_each: Floats
    points: Floats | None
    points_each: Floats
    voters: int
    weight: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Projects by number instead of id, ballots by group number."""

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    backing: tuple[Backing, ...]
    voters_each: Ints
    voters: int

    @property
    def groups(self) -> int:
        """How many different ballots there are."""
        return len(self.voters_each)


def call_roll(election: Election) -> Roll:
    """Turn an election into arrays. A choice with no points is no support."""
    number = {project.id: place for place, project in enumerate(election.projects)}
    groups: list[list[int]] = [[] for _ in number]
    points: list[list[int]] = [[] for _ in number]
    for place, group in enumerate(election.ballots):
        if not group.points:
            for choice in group.choices:
                groups[number[choice]].append(place)
            continue
        for choice, given in zip(group.choices, group.points, strict=True):
            if given:
                groups[number[choice]].append(place)
                points[number[choice]].append(given)
    voters_each = np.array([group.voters for group in election.ballots], dtype=np.int64)
    return Roll(
        ids=tuple(number),
        costs=tuple(project.cost_minor for project in election.projects),
        backing=tuple(back(voters_each, *pair) for pair in zip(groups, points, strict=True)),
        voters_each=voters_each,
        voters=int(voters_each.sum()),
    )


def back(voters_each: Ints, groups: list[int], points: list[int]) -> Backing:
    """The supporters of one project. Points that are all 1 are the same as approval."""
    where = np.array(groups, dtype=np.int64)
    voters = voters_each[where].astype(np.float64)
    weights = np.array(points, dtype=np.float64) if any(point != 1 for point in points) else None
    points_each = voters if weights is None else voters * weights
    return Backing(where, voters, weights, points_each, int(voters.sum()), int(points_each.sum()))

"""Ballots as they lie in the box, turned into what is counted.

A ballot is a list. Approval and choose-1: project ids. Points: [project id, points] pairs. A ranking: project ids,
best first; its places are worth points (Borda): the first as many as the most that may be ranked, then one less each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from commissioning.rules.counting.values import BallotGroup, BallotKind, borda, grouped, grouped_points

Cast: TypeAlias = Sequence[Any]  # as it comes out of the database
Pairs: TypeAlias = tuple[tuple[str, int], ...]


def pairs(kind: BallotKind, ballot: Cast, most: int) -> Pairs:
    """A ballot's choices with their points, in the order of ids; `most` is the most that one ballot may name."""
    if kind is BallotKind.ORDINAL:
        ranked = [str(choice) for choice in ballot]
        return tuple(sorted(zip(ranked, borda(len(ranked), max(most, len(ranked))), strict=True)))
    if kind is BallotKind.CUMULATIVE:
        return tuple(sorted((str(choice), int(points)) for choice, points in ballot if int(points)))
    return tuple(sorted((str(choice), 1) for choice in ballot))


def group_of(kind: BallotKind, ballot: Cast, most: int) -> BallotGroup:
    """One ballot as a group of one, for writing it out by itself."""
    named = pairs(kind, ballot, most)
    points = tuple(given for _, given in named) if kind.has_points else ()
    return BallotGroup(tuple(choice for choice, _ in named), 1, points)


def groups_of(kind: BallotKind, ballots: Iterable[Cast], most: int) -> tuple[BallotGroup, ...]:
    """Equal ballots put together, in an order that says nothing about who voted when."""
    named = [pairs(kind, ballot, most) for ballot in ballots]
    if kind.has_points:
        return grouped_points(named)
    return grouped([[choice for choice, _ in ballot] for ballot in named])


def line(kind: BallotKind, ballot: Cast, most: int) -> str:
    """One ballot as its fingerprint reads it: ids with commas between, each with its points where there are some."""
    named = pairs(kind, ballot, most)
    return ",".join(f"{choice}:{points}" if kind.has_points else choice for choice, points in named)

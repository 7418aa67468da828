"""The three kinds of ballot people are offered, what each asks of a voter, and how each is kept.

Kept: a tick list as sorted ids; points as sorted [id, points] pairs; a ranking as ids, best first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commissioning.rules.counting.values import BallotKind
from participation.rules.refusals import Refusal

KINDS = (BallotKind.APPROVAL, BallotKind.CUMULATIVE, BallotKind.ORDINAL)
KIND_NAMES: dict[BallotKind, str] = {
    BallotKind.APPROVAL: "Tick the ones you want",
    BallotKind.CHOOSE_ONE: "Choose one",
    BallotKind.CUMULATIVE: "Give out points",
    BallotKind.ORDINAL: "Put them in order",
}
KIND_WORDS: dict[BallotKind, str] = {
    BallotKind.APPROVAL: "Each person ticks projects. All ticks count the same. The quickest to do and to explain.",
    BallotKind.CUMULATIVE: "Each person has some points to give out, as many to each project as they like.",
    BallotKind.ORDINAL: "Each person puts projects in order, the one they want most first. Asks the most of people.",
}
MOST_POINTS = 100

Sent = Sequence[str | tuple[str, int]]  # an id, or an id with its points or its place


@dataclass(frozen=True)
class Limits:
    """What one ballot may name. `points`: how many are given out on a points ballot."""

    least: int
    most: int
    kind: BallotKind = BallotKind.APPROVAL
    points: int = 0


def check_kind(kind: BallotKind, points_each: int, most: int) -> None:
    """Refuse points nobody could give out; raises Refusal beside the number of points."""
    if kind is BallotKind.CUMULATIVE and not most <= points_each <= MOST_POINTS:
        raise Refusal(
            f"Give each person at least {most} points, one for each project they may choose, and no more than "
            f"{MOST_POINTS}.",
            field="points_each",
        )


def pairs_of(sent: Sent) -> list[tuple[str, int]]:
    """What was sent, as (id, number) pairs; an id alone stands for one."""
    return [(one, 1) if isinstance(one, str) else (one[0], one[1]) for one in sent]


def kept(kind: BallotKind, sent: Sent) -> list[Any]:
    """A checked ballot as it lies in the box."""
    pairs = [(one, number) for one, number in pairs_of(sent) if number > 0]
    if kind is BallotKind.CUMULATIVE:
        return [[one, points] for one, points in sorted(pairs)]
    if kind is BallotKind.ORDINAL:
        return [one for one, _ in sorted(pairs, key=lambda pair: pair[1])]
    return sorted({one for one, _ in pairs})


def check_numbers(pairs: Sequence[tuple[str, int]], limits: Limits, titles: Mapping[str, str]) -> None:
    """Refuse points that are not all given out, and places that are not 1, 2, 3; raises Refusal beside the list."""
    if limits.kind is BallotKind.CUMULATIVE:
        _check_points(sum(points for _, points in pairs), limits.points)
    if limits.kind is BallotKind.ORDINAL:
        _check_places(pairs, titles)


def _check_points(given: int, have: int) -> None:
    if given > have:
        raise Refusal(
            f"You have {have} points and have given out {given}: take {given - have} back.", field="picks"
        )
    if given < have:
        raise Refusal(
            f"You have {have - given} of your {have} points left. Give out all of them, so that everybody’s vote "
            "counts the same.",
            field="picks",
        )


def _check_places(pairs: Sequence[tuple[str, int]], titles: Mapping[str, str]) -> None:
    by_place: dict[int, str] = {}
    for one, place in pairs:
        if place in by_place:
            raise Refusal(
                f"You gave {ordinal(place)} place to both {titles[by_place[place]]} and {titles[one]}. Choose one of "
                "them.",
                field="picks",
            )
        by_place[place] = one
    missing = [place for place in range(1, len(pairs) + 1) if place not in by_place]
    if missing:
        raise Refusal(
            f"Nothing has {ordinal(missing[0])} place yet. Start from 1st and leave none out.", field="picks"
        )


def told(kind: BallotKind, picks: Sequence[Any], titles: Mapping[str, str]) -> list[str]:
    """A kept ballot in words, a line for each project."""
    if kind is BallotKind.CUMULATIVE:
        return [f"{titles[one]}: {points}" for one, points in picks]
    if kind is BallotKind.ORDINAL:
        return [f"{ordinal(place)}: {titles[one]}" for place, one in enumerate(picks, 1)]
    return [titles[one] for one in picks]


def ordinal(place: int) -> str:
    """A place as people say it: 1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def whole_number(typed: str) -> int | None:
    """A small whole number as typed on a ballot, 0 for nothing typed, None for anything else."""
    text = typed.strip()
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None

"""The finer rules of a round: what hides numbers, pairs of which one can be built, the day of the decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from commissioning.rules.counting.values import BallotKind
from commissioning.rules.results_words import listed
from commissioning.rules.rounds import ELECTORATE_WORDS, SMALLEST_ELECTORATE, Electorate, Plan, Ready
from commissioning.rules.ways_of_counting import family
from participation.rules.refusals import Refusal


def most_for_one(kind: BallotKind, voters: int, most: int, points_each: int) -> int:
    """The most votes or points one project could come to: everybody gives it all they can."""
    each = {BallotKind.CUMULATIVE: points_each, BallotKind.ORDINAL: most}.get(kind, 1)
    return voters * each


def reach(threshold: int, reachable: int, voters: int) -> list[Ready]:
    """A line of the readiness list where no project could come to the least it needs; none where one can."""
    if threshold <= reachable:
        return []
    return [
        Ready(
            f"The least a project needs, {threshold:,}, can be reached", False,
            f"With {voters:,} who could vote, one project can come to {reachable:,} at most, so nothing could win. "
            "Ask for less, or give more people a way to vote.",
        )
    ]  # fmt: skip


def smallest_warning(smallest: int, voters: int) -> str:
    """What follows where numbers are hidden whoever votes; "" where they can be shown."""
    if smallest <= voters:
        return ""
    return (
        f"{voters:,} could vote now, and numbers are hidden below {smallest:,} votes. So the result will say what "
        "won and why, and never show a number."
    )


def check_electorate(electorate: Electorate, team: str, areas: Iterable[str]) -> None:
    """Refuse to ask the people of areas where the team has none; raises Refusal."""
    if electorate is Electorate.RESIDENTS and not list(areas):
        raise Refusal(
            f"The {team} has no areas, so nobody can be asked because they live there. Choose somebody else who may "
            "vote.",
            field="electorate",
        )


def electorate_ready(electorate: Electorate, team: str, areas: Iterable[str]) -> list[Ready]:
    """A line of the readiness list where those who may vote cannot be found; none where they can."""
    try:
        check_electorate(electorate, team, areas)
    except Refusal as refusal:
        return [Ready("Those who may vote can be found", False, refusal.reason)]
    return []


def electorate_said(electorate: Electorate, areas: Iterable[str]) -> str:
    """Who may vote, the team's areas by name."""
    named = list(areas)
    if electorate is not Electorate.RESIDENTS:
        return ELECTORATE_WORDS[electorate]
    if not named:
        return ELECTORATE_WORDS[Electorate.EVERYONE]
    return f"Team members, young advisors and people who live in {listed(named)}"


def check_smallest(smallest: int) -> None:
    """Refuse a least number of votes that hides nothing; raises Refusal."""
    if smallest < SMALLEST_ELECTORATE:
        raise Refusal(f"Numbers are always hidden below {SMALLEST_ELECTORATE} votes.", field="smallest")


def check_pairs(pairs: Iterable[tuple[str, str]], projects: Iterable[str]) -> None:
    """Refuse a pair "only one can be built" that names one project twice, or one that is not voted on."""
    known, named = set(projects), set[frozenset[str]]()
    for one, other in pairs:
        if one == other:
            raise Refusal("Choose two different projects for a pair.", field="pairs")
        if not {one, other} <= known:
            raise Refusal("Both projects of a pair must be in this round.", field="pairs")
        if frozenset((one, other)) in named:
            raise Refusal("That pair is named twice. Once is enough.", field="pairs")
        named.add(frozenset((one, other)))


def check_decide_by(by: date | None, closes_on: date) -> None:
    """Refuse a decision promised before the vote is over; raises Refusal."""
    if by is not None and by < closes_on:
        raise Refusal("The decision cannot come before voting closes.", field="decide_by")


def with_finer(plan: Plan, so_far: Plan) -> Plan:
    """`plan` with the finer rules of `so_far`, less the pairs whose projects it leaves out."""
    rule = so_far.rule if family(so_far.rule) is plan.rule else plan.rule
    return replace(
        plan, rule=rule, completion=so_far.completion, increment=so_far.increment,
        kind=so_far.kind, points_each=so_far.points_each, threshold=so_far.threshold, quorum=so_far.quorum,
        smallest=so_far.smallest, two_chambers=so_far.two_chambers, decide_by=so_far.decide_by,
        pairs=tuple(pair for pair in so_far.pairs if set(pair) <= set(plan.proposals)),
    )  # fmt: skip

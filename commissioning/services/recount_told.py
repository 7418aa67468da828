"""The figures that `recount.py` works out besides the winners: each round, its cost, and who got something.

A bundle carries it inside that one script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from commissioning.services.recount_rules import Election, price, recounted

FEW_PROJECTS = 4  # up to here every order of the lot is tried
NOT_CHECKED = (
    "Not worked out again here: how many people could vote, papers left out, what supporters held at each moment, "
    "the sentences and the reason of each project, from how many votes numbers show, how many points each person had, "
    "the step by which shares grew, what supporters paid by another rule than equal shares, and orders of the lot "
    "other than the one drawn and the same turned round, or whether all of them were tried (with four projects or "
    "fewer every order is tried)"
)


def figures_that_differ(election: Election, told: dict[str, Any], chosen: Sequence[str]) -> Iterator[str]:
    """Each published figure of one count that is not what the ballots give."""
    for one in told["projects"]:
        yield from differing(f"project {one['id']}", one, about_project(election, one["id"], chosen))
    if not election.rows:
        return
    if told.get("share") is not None:
        share = round(Fraction(election.budget, len(election.rows)))
        yield from differing("a count", told, {"share": share})
    if len(election.every_row) >= election.rules["quorum"]:
        yield from rounds_that_differ(election, told, chosen)


def rounds_that_differ(election: Election, told: dict[str, Any], chosen: Sequence[str]) -> Iterator[str]:
    """The same for its rounds, and for how many people got something."""
    if told.get("reach") is not None:
        yield from differing("how many got something", told["reach"], reached(election, chosen))
    steps = told.get("steps", [])
    if len(steps) != len(chosen):
        yield f"{len(chosen)} rounds were counted. Published: {len(steps)}"
        return
    each, paid = purchases(election, told)
    if told.get("endowment") is not None:
        yield from differing("a count", told, {"endowment": round(each)})
    for number, step in enumerate(steps, start=1):
        right = about_step(election, chosen, number)
        if number <= len(paid) and step.get("purses"):
            right |= paid[number - 1]
        yield from differing(f"round {number}", step, right)


def lot_that_differs(election: Election, outcome: dict[str, Any], chosen: Sequence[str]) -> Iterator[str]:
    """Where the lot drawn in another order lets others win than those that are named."""
    drawn, told = election.place, outcome["chosen"]
    row, ours = sorted(drawn, key=lambda one: drawn[one]), set(chosen)
    every = len(row) <= FEW_PROJECTS
    named = set(outcome.get("by_lot", [])), set(outcome.get("by_lot_not", []))
    lost: set[str] = set()
    won: set[str] = set()
    for order in permutations(row) if every else [row[::-1]]:
        election.place, election.known = {one: number for number, one in enumerate(order)}, {}
        found = set(recounted(election, told["rule"], told["completion"]))
        lost, won = lost | (ours - found), won | (found - ours)
    election.place, election.known = drawn, {}
    if not (lost <= named[0] and won <= named[1]) or (
        every and outcome.get("lot_all") and (lost, won) != named
    ):
        yield "what won by the lot, or would have, is told differently"
    if outcome.get("lot_all") is not None and bool(outcome.get("tie_mattered")) != any(named):
        yield "whether the lot was needed is told differently"


def differing(where: str, told: dict[str, Any], right: dict[str, Any]) -> Iterator[str]:
    """A line for each value that is told otherwise."""
    for name, value in right.items():
        if name not in told or one_line(told[name]) != one_line(value):
            yield f"{where}: {name} is {value}. Published: {told.get(name, 'nothing')}"


def one_line(value: Any) -> Any:
    """A text as a .pb file holds it: without line breaks or spaces together."""
    return " ".join(value.split()) if isinstance(value, str) else value


def about_project(election: Election, one: str, chosen: Sequence[str]) -> dict[str, Any]:
    """What is told of a project besides its votes."""
    number = chosen.index(one) + 1 if one in chosen else None
    return {"title": election.names[one], "cost": election.cost[one], "round": number}


def about_step(election: Election, chosen: Sequence[str], number: int) -> dict[str, Any]:
    """What is told of a round by any rule."""
    one = chosen[number - 1]
    return {
        "number": number, "id": one, "title": election.names[one], "cost": election.cost[one],
        "votes": election.votes[one], "score": election.score[one],
        "left": election.budget - election.spent(chosen[:number]),
    }  # fmt: skip


def reached(election: Election, chosen: Sequence[str]) -> dict[str, Any]:
    """How many voters had how many of their own projects chosen."""
    by_number = [0]
    for row, many in election.groups.items():
        got = sum(points > 0 and one in chosen for one, points in row)
        by_number += [0] * (got + 1 - len(by_number))
        by_number[got] += many
    return {
        "with_something": sum(by_number[1:]), "with_nothing": by_number[0], "by_number": by_number,
    }  # fmt: skip


def purchases(election: Election, told: dict[str, Any]) -> tuple[Fraction, list[dict[str, Any]]]:
    """Equal Shares: what each voter was given, and of each round the price and who paid it. Nothing by other rules."""
    if told["rule"] != "equal-shares":
        return Fraction(0), []
    way = "none" if told["completion"] == "none" else "add1"
    each, found = election.each[way], []
    held = dict.fromkeys(election.groups, each)
    for one in election.known[way]:
        backers = election.backers(one)
        a_point = price(election, held, backers, election.cost[one]) or Fraction(0)
        full = [(row, points) for row, points in backers if held[row] >= a_point * points]
        part = [row for row, points in backers if 0 < held[row] < a_point * points]
        raised = a_point * sum(election.groups[row] * points for row, points in full)
        found.append({
            "price": round(a_point), "full_payers": sum(election.groups[row] for row, _ in full),
            "part_payers": sum(election.groups[row] for row in part),
            "part_paid": round(election.cost[one] - raised),
        })  # fmt: skip
        for row, points in backers:
            held[row] -= min(held[row], a_point * points)
    return each, found


def comparison_that_differs(
    election: Election, told: dict[str, Any], chosen: Sequence[str], other: Sequence[str]
) -> Iterator[str]:
    """What one other way of counting would have changed, where that is told otherwise."""
    got = {row: (reach_of(row, chosen), reach_of(row, other)) for row in election.groups}
    right: dict[str, Any] = {
        "both": [one for one in chosen if one in other],
        "gained": [one for one in chosen if one not in other],
        "lost": [one for one in other if one not in chosen],
    }
    if told.get("better_off") is not None:
        right["better_off"] = sum(
            election.groups[row] for row, (ours, theirs) in got.items() if ours > theirs
        )
        right["worse_off"] = sum(election.groups[row] for row, (ours, theirs) in got.items() if ours < theirs)
    yield from differing("the comparison", told, right)


def reach_of(row: Sequence[tuple[str, int]], chosen: Sequence[str]) -> int:
    """How many of a ballot's projects were chosen."""
    return sum(points > 0 and one in chosen for one, points in row)

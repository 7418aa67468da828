"""The counting of `recount.py`: its own, plain and in exact fractions. A bundle carries it inside that one script."""

from __future__ import annotations

import json
from collections.abc import Collection
from fractions import Fraction
from typing import Any

from commissioning.services.recount_reading import Ballot, Unreadable, need, pence, points_of
from commissioning.services.recount_steps import Run, steps_alike

Held = dict[Ballot, Fraction]  # what each voter of these equal ballots still has, in pence
Backers = dict[str, list[tuple[Ballot, int]]]  # the ballots behind each project, with the points they give it


class Election:
    """What is counted: costs and the pot in pence, ballots with points, projects' places in the lot."""

    def __init__(self, rules: dict[str, Any], parts: dict[str, list[dict[str, str]]]) -> None:
        self.rules = rules
        self.meta = {row["key"]: row["value"] for row in parts["META"]}
        self.budget = pence(self.meta["budget"])
        self.cost = {row["project_id"]: pence(row["cost"]) for row in parts["PROJECTS"]}
        self.names = {row["project_id"]: row["name"] for row in parts["PROJECTS"]}
        self.marked = {row["project_id"] for row in parts["PROJECTS"] if row["selected"] == "1"}
        self.place = {one: number for number, one in enumerate(rules["tie_order"])}
        need(
            self.cost.keys() <= self.place.keys(),
            "the order drawn by lot in rules.json does not name every project",
        )
        need(all(set(pair) <= self.cost.keys() for pair in rules["exclusions"]),
             "a pair in rules.json names a project that is not in ballots.pb")  # fmt: skip
        self.rivals: dict[str, set[str]] = {one: set() for one in self.cost}
        for one, other in rules["exclusions"]:
            self.rivals[one].add(other)
            self.rivals[other].add(one)
        self.voter_ids = [row["voter_id"] for row in parts["VOTES"]]
        self.every_row = [points_of(row) for row in parts["VOTES"]]
        named = {one for row in self.every_row for one, _ in row}
        need(named <= self.cost.keys(), "a ballot names a project that is not in ballots.pb")
        self.take(self.voter_ids)

    def take(self, voter_ids: Collection[str]) -> None:
        """Count only the ballots with these numbers from here on."""
        chosen = set(voter_ids)
        self.rows = [
            row for number, row in zip(self.voter_ids, self.every_row, strict=True) if number in chosen
        ]
        self.votes, self.score = dict.fromkeys(self.cost, 0), dict.fromkeys(self.cost, 0)
        self.groups: dict[Ballot, int] = {}
        for row in self.rows:
            for one, points in row:
                self.votes[one] += points > 0
                self.score[one] += points
            self.groups[row] = self.groups.get(row, 0) + 1
        least = max(1, self.rules["threshold"])
        self.wanted = {one for one in self.cost if self.score[one] >= least} - set(self.rules["withdrawn"])
        self.possible = {one for one in self.wanted if self.cost[one] <= self.budget}
        self.known: dict[str, list[str]] = {}
        self.each: dict[str, Fraction] = {}  # what each voter was given in the end

    def backers(self, one: str) -> list[tuple[Ballot, int]]:
        """The ballots that support a project, each with the points it gives."""
        return [(row, points) for row in self.groups for name, points in row if name == one and points]

    def spent(self, chosen: Collection[str]) -> int:
        """What these cost together."""
        return sum(self.cost[one] for one in chosen)


def most_votes_first(election: Election, already: Collection[str] = (), *, stop: bool = False) -> list[str]:
    """Down the ranking; what no longer fits is passed over, or ends the count. Equal votes go by the lot."""
    chosen, left, over = list(already), election.budget - election.spent(already), False
    for one in sorted(
        election.wanted - set(chosen), key=lambda one: (-election.score[one], election.place[one])
    ):
        if election.rivals[one] & set(chosen) or over:
            continue
        if election.cost[one] <= left:
            chosen.append(one)
            left -= election.cost[one]
        else:
            over = stop
    return chosen


def equal_shares(election: Election, each: Fraction) -> list[str]:
    """Buy with `each` pence for every voter, always where a point costs a supporter least for each pound of project."""
    held = dict.fromkeys(election.groups, each)
    backers = {one: election.backers(one) for one in election.possible}
    chosen: list[str] = []
    for one in sorted(
        election.possible, key=lambda one: election.place[one]
    ):  # what costs nothing comes first
        if not election.cost[one] and not election.rivals[one] & set(chosen):
            chosen.append(one)
    # Money held only falls, so a price only rises: an old price is a promise that the new one is no lower.
    at_least = {one: Fraction(0) for one in election.possible if election.cost[one]}
    while True:
        for one in [one for one in at_least if election.rivals[one] & set(chosen)]:
            del at_least[one]
        best = cheapest(election, held, backers, at_least)
        if best is None:
            return chosen
        a_point = at_least.pop(best) * election.cost[best]
        for row, points in backers[best]:
            held[row] -= min(held[row], a_point * points)
        chosen.append(best)


def cheapest(election: Election, held: Held, backers: Backers, at_least: dict[str, Fraction]) -> str | None:
    """The project whose points cost least for each pound, by the lot where equal; None when none is within reach."""
    best: tuple[Fraction, int, str] | None = None
    for one in sorted(at_least, key=lambda one: (at_least[one], election.place[one])):
        if best and at_least[one] > best[0]:
            break
        paid = price(election, held, backers[one], election.cost[one])
        if paid is None:
            del at_least[one]
            continue
        at_least[one] = paid / election.cost[one]
        this = (at_least[one], election.place[one], one)
        best = min(best or this, this)
    return best[2] if best else None


def gifts(election: Election) -> list[str]:
    """What costs nothing and somebody wants is bought before all else."""
    chosen: list[str] = []
    for one in sorted(election.possible, key=lambda one: election.place[one]):
        if not election.cost[one] and not election.rivals[one] & set(chosen):
            chosen.append(one)
    return chosen


def price(election: Election, held: Held, backers: list[tuple[Ballot, int]], cost: int) -> Fraction | None:
    """The least for a point that meets the cost when every supporter pays it, or all they hold; None when they hold
    too little together.
    """
    if sum(held[row] * election.groups[row] for row, _ in backers) < cost:
        return None
    rest, weight = Fraction(cost), sum(election.groups[row] * points for row, points in backers)
    for row, points in sorted(backers, key=lambda pair: held[pair[0]] / pair[1]):
        if held[row] * weight >= rest * points:
            break
        rest -= held[row] * election.groups[row]
        weight -= points * election.groups[row]
    return rest / weight


def completed(election: Election, completion: str) -> list[str]:
    """Equal shares; then with a step more for each voter, again and again, until the pot would be overspent."""
    if not election.rows:
        return []
    if completion == "add1u":
        return most_votes_first(election, completed(election, "add1"))
    if completion not in election.known:
        each = Fraction(election.budget, len(election.rows))
        chosen = equal_shares(election, each)
        while completion == "add1" and can_grow(election, chosen):
            each += alike(election, chosen, each) * election.rules["increment"]
            each += election.rules["increment"]
            following = equal_shares(election, each)
            if election.spent(following) > election.budget:
                each -= election.rules["increment"]
                break
            chosen = following
        election.known[completion], election.each[completion] = chosen, each
    return election.known[completion]


def alike(election: Election, chosen: list[str], each: Fraction) -> int:
    """How many steps from here need no counting: they buy the same."""
    step = (each, Fraction(election.rules["increment"]))
    backers = {one: election.backers(one) for one in election.possible}
    return steps_alike(Run(election.groups, election.cost, backers, dict.fromkeys(election.groups, step)),
                       chosen, election.rivals)  # fmt: skip


def can_grow(election: Election, chosen: list[str]) -> bool:
    """Whether anything could still be bought with more money."""
    return bool(election.possible - set(chosen).union(*(election.rivals[one] for one in chosen)))


def phragmen(election: Election) -> list[str]:
    """Every voter earns alike and all the time; what its supporters can pay for first is bought with all they have.

    Until the next would overspend the pot.
    """
    since = dict.fromkeys(election.groups, Fraction(0))  # when each voter last paid
    chosen: list[str] = []
    while waiting := [
        one for one in election.possible - set(chosen) if not election.rivals[one] & set(chosen)
    ]:
        moments = []
        for one in waiting:
            people = [(row, election.groups[row]) for row, _ in election.backers(one)]
            behind = sum((since[row] * many for row, many in people), Fraction(0))
            moment = (election.cost[one] + behind) / sum(many for _, many in people)
            moments.append((moment, election.place[one], one))
        moment, _, one = min(moments)
        if election.spent(chosen) + election.cost[one] > election.budget:
            break
        for row, _ in election.backers(one):
            since[row] = moment
        chosen.append(one)
    return chosen


def recounted(election: Election, rule: str, completion: str) -> list[str]:
    """The winners by a rule, in the order they were chosen; none where fewer voted than had to."""
    if len(election.every_row) < election.rules["quorum"]:
        return []
    if rule == "equal-shares" and completion in ("none", "add1", "add1u"):
        return completed(election, completion)
    if rule in ("greedy", "greedy-threshold", "greedy-no-skip"):
        return most_votes_first(election, stop=rule == "greedy-no-skip")
    if rule == "phragmen":
        return phragmen(election)
    raise Unreadable(f"the rule {json.dumps(rule)} is not one this script knows")

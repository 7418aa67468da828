"""A count of four projects, put in words."""

from __future__ import annotations

from commissioning.rules import results
from commissioning.rules.counting.values import Completion, Project, Rule

COSTS = {"a": 60_00, "b": 30_00, "c": 40_00, "d": 90_00}
TITLES = {"a": "Boat days", "b": "Film club", "c": "Garden", "d": "Hall"}
BALLOTS = [["a", "b"], ["a"], ["a", "c"], ["b", "c"], ["b"], ["a", "b"]]


def outcome(ballots=BALLOTS, rule=Rule.GREEDY, completion=Completion.ADD1, gone="", chambers=(), **changes):
    projects = [Project(one, cost, TITLES[one], withdrawn=one in gone) for one, cost in COSTS.items()]
    values = {"budget": 100_00, "tie_order": ("c", "b", "a", "d"), "tie_seed": "seed", "most": 3}
    terms = results.Terms(rule=rule, completion=completion, **{**values, **changes})
    return results.outcome(terms, projects, ballots, 9, [], chambers)


def chambers(young, others):
    return [
        results.Chamber("young_advisors", "Young advisors", 4, young),
        results.Chamber("everyone", "Everyone else", 5, others),
    ]

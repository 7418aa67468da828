"""The outcome as it is kept: both counts, whole, and silent about numbers when few people voted."""

from __future__ import annotations

import json
import random

import pytest

from commissioning.rules import results
from commissioning.rules.counting.result import Reason
from commissioning.rules.counting.values import Completion, Project, Rule
from commissioning.rules.results_told import WHY_IN_FEW_WORDS
from participation.rules.refusals import Refusal

PROJECTS = (
    Project("a", 60_00, "Boat days"),
    Project("b", 30_00, "Film club"),
    Project("c", 40_00, "Garden"),
    Project("d", 500_00, "Hall"),
)
BALLOTS = [("a", "b"), ("a",), ("a", "c"), ("b", "c"), ("b",), ("a", "b")]


def terms(rule=Rule.GREEDY, **changes):
    values = {
        "budget": 100_00, "rule": rule, "completion": Completion.ADD1, "tie_order": ("c", "b", "a", "d"),
        "tie_seed": "seed", "most": 3,
    }  # fmt: skip
    return results.Terms(**{**values, **changes})


def outcome(ballots, rule=Rule.GREEDY, chambers=(), **changes):
    return results.outcome(terms(rule, **changes), PROJECTS, ballots, 9, ["ZZZ", "AAA"], chambers)


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_it_holds_both_counts_and_is_plain(rule):
    found = outcome(BALLOTS, rule)
    assert json.loads(json.dumps(found)) == found
    assert found["chosen"]["rule"] == str(rule)
    assert found["other"]["rule"] == str(results.other_rule(rule))
    for told in (found["chosen"], found["other"]):
        assert {one["id"] for one in told["projects"]} == set("abcd")
        assert [one["id"] for one in told["projects"] if one["won"]] == told["winners"]
        assert told["spent"] + told["left"] == 100_00
        assert [step["id"] for step in told["steps"]] == told["winners"]
        assert all(one["why"].endswith(".") for one in told["projects"])
    assert found["receipts"] == ["AAA", "ZZZ"]


def test_the_order_of_casting_changes_nothing():
    shuffled = BALLOTS[:]
    random.Random(3).shuffle(shuffled)
    assert outcome(shuffled) == outcome(BALLOTS)


@pytest.mark.parametrize("many", [1, 2, 3, 4])
@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_few_voters_few_numbers(many, rule):
    found = outcome(BALLOTS[:many], rule)
    assert found["few"]
    for told in (found["chosen"], found["other"]):
        assert told["steps"] == [] == told["notes"]
        assert told["reach"] is None
        for one in told["projects"]:
            assert one["votes"] is one["supporters_left"] is one["effective_support"] is None
            assert not set(one["why"]) & set("0123456789£")


def test_with_five_the_numbers_are_shown():
    found = outcome(BALLOTS[:5])
    assert not found["few"]
    assert all(one["votes"] is not None for one in found["chosen"]["projects"])


def test_nobody_voted():
    for rule in (Rule.GREEDY, Rule.EQUAL_SHARES):
        found = outcome([], rule)
        assert not found["few"]
        assert found["chosen"]["winners"] == found["other"]["winners"] == []
        assert found["comparison"]["sentences"] == []


def test_every_reason_has_words_without_numbers():
    assert set(WHY_IN_FEW_WORDS) == set(Reason)


def test_a_box_must_balance():
    results.check_box(3, 3, 3)
    for box in ((3, 2, 3), (2, 3, 3), (3, 3, 2)):
        with pytest.raises(Refusal, match="does not balance"):
            results.check_box(*box)

"""Assen (aged 12 to 27) as our result page tells it: the money left, and that most votes first reached more."""

import pytest

from commissioning.rules import results
from commissioning.rules.counting.ties import order_for_file
from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.results_page import view_of


@pytest.fixture(scope="module")
def outcome(shared):
    given = shared("Assen").election
    ballots = [list(group.choices) for group in given.ballots for _ in range(group.voters)]
    order = order_for_file(given, Rule.EQUAL_SHARES)
    terms = results.Terms(given.budget_minor, Rule.EQUAL_SHARES, Completion.ADD1, order, "", most=14)
    return results.outcome(terms, given.projects, ballots, 100, [])


def test_the_money_left_is_told_with_its_reason(outcome):
    assert outcome["chosen"]["left"] == 2_330_000
    (note,) = outcome["chosen"]["notes"]
    assert note == (
        "£23,300 is unspent. With £1 more for each voter, the projects bought would have come to £104,200 or more, and "
        "the pot is £100,000, so the count stops before that."
    )


def test_equal_shares_is_not_called_fairer_where_it_was_not(outcome):
    told = " ".join(outcome["comparison"]["sentences"])
    assert (
        "5 of 84 voters (6.0%) got none of their projects; by most votes first it would have been 0 (0.0%)."
        in told
    )
    assert "On this count, most votes first would have reached more people." in told
    assert "21 people would have had more of their own projects chosen that way, and 21 fewer." in told


def test_more_and_fewer_are_said_of_the_way_that_is_named(outcome):
    """Filling up only adds projects: nobody can have fewer of their own by it."""
    (filled,) = [one for one in outcome["further"] if one["completion"] == Completion.ADD1U]
    found = filled["comparison"]
    assert found["lost"]
    assert not found["gained"]
    assert found["better_off"] == 0 < found["worse_off"]
    said = " ".join(found["sentences"])
    assert (
        f"{found['worse_off']} people would have had more of their own projects chosen that way, and 0 fewer."
        in said
    )
    assert "Equal Shares, then the rest by most votes" in said


def test_what_filling_up_would_have_done_is_shown_too(outcome):
    ways = {way.key: way for way in view_of(outcome, "", "").ways}
    assert ways["equal-shares-filled"].told["left"] == 1_130_000
    assert ways["equal-shares-filled"].comparison["gained"] == []

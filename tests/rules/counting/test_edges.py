"""Exactness on real elections, the same result however they are written, and odd elections."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from commissioning.rules.counting.count import count
from commissioning.rules.counting.plain import equal_shares
from commissioning.rules.counting.result import Reason
from commissioning.rules.counting.ties import order_for_file, ranks
from commissioning.rules.counting.values import BallotKind, Completion, Election, Project, Rule, grouped
from tests.rules.counting.elections import election
from tests.rules.counting.test_laws import shuffle

SMALL = ["Assen", "Czestochowa", "Katowice", "Zerzen", "Krakow", "Central_Falls", "Youth_vote_rankings"]


@pytest.mark.parametrize("name", SMALL)
def test_floats_and_exact_fractions_agree_on_real_elections(shared, counted, name):
    """At the equal share, at the last step within the pot, and at the first that overspends it."""
    given, result = replace(shared(name).election, threshold=0), counted(name)
    rank = ranks(given, order_for_file(given, Rule.EQUAL_SHARES))
    share = Fraction(given.budget_minor, given.voters)
    assert tuple(equal_shares(given, share, rank)) == counted(name, completion=Completion.NONE).winners
    assert tuple(equal_shares(given, result.endowment_minor, rank)) == result.winners
    further = equal_shares(given, result.endowment_minor + 100, rank)
    cost = {project.id: project.cost_minor for project in given.projects}
    spent = sum(cost[one] for one in further)
    assert spent > given.budget_minor or set(further) == {
        one for one, outcome in result.outcomes.items() if outcome.score and cost[one] <= given.budget_minor
    }


SHUFFLED = [
    (name, rule)
    for name in ("Assen", "Czestochowa", "Central_Falls", "Youth_vote_rankings")
    for rule in (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.EQUAL_SHARES, Rule.PHRAGMEN)
    if rule is not Rule.PHRAGMEN or name in ("Assen", "Central_Falls")  # no points
]


@pytest.mark.parametrize(("name", "rule"), SHUFFLED)
def test_real_elections_give_the_same_shuffled_and_renamed(shared, name, rule):
    given = replace(shared(name).election, threshold=0, point_scale=1)
    order = order_for_file(given, rule)
    new_name = {one: f"renamed {number}" for number, one in enumerate(sorted(order, reverse=True))}
    other = count(shuffle(given, new_name, Random(4)), rule, tie_order=[new_name[one] for one in order])
    assert other.winners == tuple(new_name[one] for one in count(given, rule, tie_order=order).winners)


@pytest.mark.parametrize(
    ("name", "different"), [("Assen", 67), ("Wieliczka", 1_190), ("Ochota", 3_923), ("Lodz_2022", 23_571)]
)
def test_equal_ballots_are_counted_once(shared, name, different):
    assert len(shared(name).election.ballots) == different


EVERY = [(rule, one) for rule in Rule for one in Completion if rule is not Rule.GREEDY_THRESHOLD]


def every_result(given):
    return [count(given, rule, completion) for rule, completion in EVERY]


def test_a_project_that_costs_nothing_wins_when_somebody_wants_it():
    for result in every_result(election({"a": 0, "b": 30, "c": 0}, ["a", "b"], 60)):
        assert set(result.winners) == {"a", "b"}
        assert result.outcomes["c"].reason is Reason.NO_VOTES


def test_a_project_without_votes_never_wins_even_with_money_for_all():
    for result in every_result(election({"a": 10, "b": 20}, ["a", "a"], 1_000)):
        assert result.winners == ("a",)
        assert "nothing is chosen that nobody asked for" in result.outcomes["b"].why


def test_where_all_can_be_afforded_all_win():
    for result in every_result(election({"a": 10, "b": 20, "c": 30}, ["ab", "b", "c"], 60)):
        if result.rule is not Rule.EQUAL_SHARES or result.completion is not Completion.NONE:
            assert set(result.winners) == {"a", "b", "c"}
            assert result.unspent_minor == 0


@pytest.mark.parametrize("ballots", [[], ["", "", ""]])
def test_with_no_votes_or_only_empty_ballots_nothing_wins_and_nothing_is_spent(ballots):
    for result in every_result(election({"a": 10, "b": 0}, ballots, 60)):
        assert (result.winners, result.unspent_minor) == ((), 6_000)
        assert result.reach.voters == len(ballots)
        assert result.certified


def test_pence_are_counted_as_pence():
    """Thirty-three pence and a third each are not rounded into being able to pay."""
    given = Election((Project("a", 101), Project("b", 100)), grouped([["a"], ["b"], ["a", "b"]]), 150)
    result = count(given, Rule.EQUAL_SHARES, Completion.NONE)
    assert result.winners == ("b",)
    assert result.share_minor == 50
    paid = [payment.each_minor for payment in result.payments(1)]
    assert paid == [50, 50]


def test_the_increment_is_in_the_currency_of_the_election():
    given = election({"a": 40, "b": 40, "c": 5_000}, ["ac", "bc", "c"], 5_100, currency="HUF")
    assert count(given, increment_minor=100).winners == count(given, increment_minor=1).winners
    assert count(given, increment_minor=1_000_000).steps <= count(given, increment_minor=100).steps


def test_choose_one_is_counted_by_every_rule():
    given = Election(
        (Project("a", 5_000), Project("b", 6_000)), grouped([["a"], ["a"], ["b"]]), 10_000,
        kind=BallotKind.CHOOSE_ONE,
    )  # fmt: skip
    assert {result.winners for result in every_result(given)} == {("a",)}

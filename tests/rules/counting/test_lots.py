"""What is said of the lot is true of every order in which it could have been drawn."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules import results_words
from commissioning.rules.counting import lots
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.results import Terms, outcome
from tests.rules.counting.elections import election
from tests.rules.counting.test_levels import small_votes

WAYS = [(rule, Completion.NONE) for rule in Rule if rule is not Rule.GREEDY_THRESHOLD]
WAYS += [(Rule.EQUAL_SHARES, Completion.ADD1U), (Rule.EQUAL_SHARES, Completion.ADD1)]


@settings(max_examples=60, deadline=None)
@given(small_votes(most=4), st.sampled_from(WAYS))
def test_every_order_of_the_lot_gives_one_of_the_ends_and_each_end_has_an_order(made, way):
    rule, completion = way
    if rule is Rule.PHRAGMEN and made.kind.has_points:
        return
    ids = [project.id for project in made.projects]
    each = {frozenset(count(made, rule, completion, order).winners) for order in permutations(ids)}
    found = lots.luck(made, rule, completion, ids, 100, 0)
    assert found.ends == each if found.is_whole else found.ends <= each
    assert found.is_whole or completion is not Completion.NONE


def of_the_lot(order, rule=Rule.GREEDY):
    """Three projects with eight votes each, of which a pot of £4,000 pays for the two cheaper or the dearer one."""
    made = election({"a": 2_000, "b": 3_000, "c": 2_000}, ["ab", "bc", "ac"] * 4, 4_000)
    ballots = ["ab", "bc", "ac"] * 4
    terms = Terms(4_000_00, rule, Completion.NONE, order, "seed", most=2, smallest=5)
    return outcome(terms, made.projects, ballots, 20, [])


@pytest.mark.parametrize("order", ["abc", "cba", "acb", "bac"])
def test_an_order_and_its_reverse_may_agree_and_the_lot_decide_all_the_same(order):
    found = of_the_lot(tuple(order))
    ours = {"a", "c"} if order != "bac" else {"b"}
    assert set(found["chosen"]["winners"]) == ours
    assert (found["tie_mattered"], found["lot_all"]) == (True, True)
    assert set(found["by_lot"]) == ours
    assert set(found["by_lot_not"]) == {"a", "b", "c"} - ours
    titles = {one: one.upper() for one in "abc"}
    assert "might have won instead" in results_words.lot_said(found, titles)


def test_where_there_are_too_many_orders_no_more_is_said_than_was_tried(monkeypatch):
    monkeypatch.setattr(lots, "MOST_SETS", 0)
    monkeypatch.setattr(lots, "MOST_LOOKS", 1)
    monkeypatch.setattr(lots, "LEAST_COUNTS", 1)
    found = of_the_lot(tuple("abc"))
    assert (found["tie_mattered"], found["lot_all"]) == (False, False)
    assert "too many" in results_words.lot_not_said(found)
    assert "not needed" not in results_words.lot_not_said(found)


def test_trying_other_orders_costs_no_more_than_it_may_however_many_are_level(monkeypatch):
    names = [chr(ord("A") + number) for number in range(26)]
    ballots = ["".join(names[(start + step) % 26] for step in (0, 5, 11)) for start in range(26)] * 8
    level = election(dict.fromkeys(names, 1_000), ballots, 10_000)
    tried = []
    once = lots.applied
    monkeypatch.setattr(lots, "applied", lambda *given: tried.append(1) or once(*given))
    monkeypatch.setattr(lots, "MOST_LOOKS", 50_000)
    found = lots.luck(level, Rule.EQUAL_SHARES, Completion.NONE, names, 100, 0)
    assert len(tried) * lots.looks(level, 0) <= 50_000
    assert len(tried) > lots.LEAST_COUNTS
    assert not found.is_whole


def test_what_was_kept_before_claims_only_what_was_looked_at():
    assert "turned round" in results_words.lot_not_said({"lot_all": None})
    assert "was not needed" in results_words.lot_not_said({"lot_all": True})

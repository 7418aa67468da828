"""Real elections give their real winners (voting.md, section 3)."""

from dataclasses import replace

import pytest

from app.cli.tally import META_RULES
from commissioning.rules.counting.compare import majority_prefers
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import Completion, Rule

DECIDED = [
    "Assen_2024",
    "Czestochowa_2024",
    "Gdynia_2023",
    "Katowice_2021",
    "Krakow_2022",
    "Lodz_2022",
    "Lodz_2023",
    "Zerzen",
    "Szczesliwice",
    "Ochota",
    "Wieliczka",
    "Wroclaw",
]


@pytest.mark.parametrize("name", DECIDED)
def test_the_files_own_rule_gives_what_was_really_funded(shared, name):
    file = shared(name)
    rule, completion = META_RULES[file.rule]
    election = file.election if rule is not Rule.GREEDY else replace(file.election, threshold=0)
    result = count(election, rule, completion)
    assert set(result.winners) == set(file.selected)
    assert result.certified
    assert 0 <= result.total_cost_minor <= result.budget_minor


def test_the_control_another_rule_gives_something_else(shared):
    file = shared("Assen_2024")
    assert set(count(file.election, Rule.GREEDY).winners) != set(file.selected)
    file = shared("Katowice_2021")
    no_threshold = count(replace(file.election, threshold=0), Rule.GREEDY)
    assert set(no_threshold.winners) == set(file.selected)  # here the least score decides nothing


def test_the_comparison_step_leaves_equal_shares_standing_in_wieliczka(shared):
    election = shared("Wieliczka").election
    shares = count(election)
    greedy = count(election, Rule.GREEDY)
    assert not majority_prefers(election, greedy, shares)
    assert majority_prefers(election, shares, greedy)


def test_assen_leaves_money_unspent_and_says_why(shared):
    result = count(shared("Assen_2024").election, Rule.EQUAL_SHARES, Completion.ADD1)
    assert result.unspent_minor == 2_330_000
    assert "€23,300 is unspent" in result.notes[0]
    assert "€104,200 or more" in result.notes[0]
    assert round(100 * result.reach.with_nothing / result.reach.voters, 1) == 6.0


def test_assen_by_most_votes_first_reaches_everyone(shared):
    result = count(shared("Assen_2024").election, Rule.GREEDY)
    assert result.reach.with_nothing == 0


def test_assen_filled_up_spends_more(shared):
    election = shared("Assen_2024").election
    filled = count(election, Rule.EQUAL_SHARES, Completion.ADD1U)
    assert filled.unspent_minor < 2_330_000
    assert set(count(election).winners) < set(filled.winners)
    assert [one.is_fill for one in filled.rounds[-1:]] == [True]


def test_lodz_with_add1(shared):
    """160 projects, 90,494 ballots."""
    election = replace(shared("Lodz_2022").election, threshold=0)
    result = count(election)
    assert (result.steps, len(result.winners), result.certified) == (58, 44, True)
    assert result.total_cost_minor == 598_588_000

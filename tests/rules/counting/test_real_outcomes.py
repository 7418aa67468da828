"""Real elections give their real winners (voting.md, section 3)."""

from dataclasses import replace

import pytest

from app.cli.tally import META_RULES
from commissioning.rules.counting.compare import majority_prefers
from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import Completion, Rule
from tests.rules.counting.conftest import SHARED


def decided():
    """Every shared file that says what was really funded, by a rule that can be followed: found, not listed."""
    for path in sorted(SHARED.glob("*.pb")):
        head = path.read_text(encoding="utf-8").split("\nVOTES")[0]
        rule = next(line for line in head.splitlines() if line.startswith("rule;")).removeprefix("rule;")
        if rule != "unknown" and ";selected" in head:
            yield path.stem


@pytest.mark.parametrize("name", list(decided()))
def test_the_files_own_rule_gives_what_was_really_funded(shared, counted, name):
    file = shared(name)
    # "greedy-exclusive" names pairs in prose only; here none of them came to matter.
    rule, completion = META_RULES.get(file.rule, (Rule.GREEDY, Completion.NONE))
    if rule in (Rule.GREEDY, Rule.EQUAL_SHARES):
        result = counted(name, rule, completion)
    else:
        result = count(file.election, rule, completion)
    assert set(result.winners) == set(file.selected)
    assert result.certified
    assert 0 <= result.total_cost_minor <= result.budget_minor


def test_there_are_such_files(shared):
    assert len(list(decided())) >= 12


def test_the_control_another_rule_gives_something_else(shared):
    file = shared("Assen_2024")
    assert set(count(file.election, Rule.GREEDY).winners) != set(file.selected)
    file = shared("Katowice_2021")
    no_threshold = count(replace(file.election, threshold=0), Rule.GREEDY)
    assert set(no_threshold.winners) == set(file.selected)  # here the least score decides nothing


def test_the_comparison_step_leaves_equal_shares_standing_in_wieliczka(shared, counted):
    election = shared("Wieliczka").election
    shares, greedy = counted("Wieliczka"), counted("Wieliczka", Rule.GREEDY)
    assert not majority_prefers(election, greedy, shares)
    assert majority_prefers(election, shares, greedy)


def test_assen_leaves_money_unspent_and_says_why(counted):
    result = counted("Assen_2024")
    assert result.unspent_minor == 2_330_000
    assert "€23,300 is unspent" in result.notes[0]
    assert "€104,200 or more" in result.notes[0]
    assert round(100 * result.reach.with_nothing / result.reach.voters, 1) == 6.0


def test_assen_by_most_votes_first_reaches_everyone(counted):
    result = counted("Assen_2024", Rule.GREEDY)
    assert result.reach.with_nothing == 0


def test_assen_filled_up_spends_more(counted):
    filled = counted("Assen_2024", completion=Completion.ADD1U)
    assert filled.unspent_minor < 2_330_000
    assert set(counted("Assen_2024").winners) < set(filled.winners)
    assert [one.is_fill for one in filled.rounds[-1:]] == [True]


def test_lodz_with_add1(counted):
    """160 projects, 90,494 ballots."""
    result = counted("Lodz_2022")
    assert (result.steps, len(result.winners), result.certified) == (58, 44, True)
    assert result.total_cost_minor == 598_588_000

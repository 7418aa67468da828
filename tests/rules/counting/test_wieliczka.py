"""The figures that Wieliczka's published results page tells voters, from the raw ballots (voting.md, section 5).

Three published figures do not follow from the ballots: the final share of 313 zloty (it does not fit the page's own
49,998), what project 87's supporters had left, and 1.61 projects per voter (1.617, cut off).
"""

import pytest

from commissioning.rules.counting.compare import compare
from commissioning.rules.counting.values import Rule


@pytest.fixture(scope="module")
def election(shared):
    return shared("Wieliczka").election


@pytest.fixture(scope="module")
def shares(counted):
    return counted("Wieliczka")


@pytest.fixture(scope="module")
def greedy(counted):
    return counted("Wieliczka", Rule.GREEDY)


def zloty(outcome, to):
    return next(share.minor for share in outcome.paid_to if share.project_id == to) / 100


def test_what_was_funded(shares):
    assert len(shares.winners) == 30
    assert shares.total_cost_minor == 99_507_900


def test_the_share_of_each_voter(shares):
    assert round(float(shares.share_minor) / 100, 2) == 151.84
    assert round(float(shares.endowment_minor) / 100, 2) == 315.84
    assert shares.steps == 164


def test_project_16_came_within_two_zloty(shares):
    lost = shares.outcomes["16"]
    assert not lost.funded
    assert lost.supporters_left_minor // 100 == 49_998
    assert lost.cost_minor == 5_000_000
    assert lost.effective_support == 99
    assert zloty(lost, "6") == pytest.approx(38_700, abs=80)
    assert zloty(lost, "70") == pytest.approx(11_800, abs=50)
    assert "PLN 49,998.29 left" in lost.why
    assert "PLN 1.71" in lost.next_time


def test_project_21_lost_to_six_others(shares):
    lost = shares.outcomes["21"]
    assert (lost.funded, lost.cost_minor) == (False, 10_000_000)
    assert lost.supporters_left_minor / 100 == pytest.approx(93_900, abs=50)
    assert zloty(lost, "6") == pytest.approx(40_000, abs=50)
    others = [share.minor for share in lost.paid_to if share.project_id != "6"]
    assert len(others) == 5
    assert sum(others) / 100 == pytest.approx(22_700, abs=50)


def test_project_87_had_more_than_it_cost_at_the_start(shares):
    lost = shares.outcomes["87"]
    assert lost.supporters == 292
    assert lost.supporters_had_minor / 100 == pytest.approx(92_000, abs=300)


def test_project_46_had_a_little_more_than_it_cost(shares):
    assert shares.outcomes["46"].effective_support == 104


def test_voters_with_nothing(shares, greedy):
    assert percent(shares.reach.with_nothing, 6586) == 17.8
    assert percent(greedy.reach.with_nothing, 6586) == 27.6


def test_voters_with_nothing_who_chose_two_or_more(election, shares, greedy):
    chose = [group for group in election.ballots if len(group.choices) >= 2]
    voters = sum(group.voters for group in chose)

    def without(result):
        return sum(group.voters for group in chose if not set(group.choices) & set(result.winners))

    assert percent(without(shares), voters) == 8.6
    assert percent(without(greedy), voters) == 15.4


def test_funded_projects_per_voter(shares, greedy):
    assert round(shares.reach.per_voter, 3) == 1.617
    assert round(greedy.reach.per_voter, 3) == 1.471


def test_exactly_one_and_exactly_two(shares):
    assert percent(shares.reach.by_number[1], 6586) == 45.0
    assert percent(shares.reach.by_number[2], 6586) == 21.2


def test_what_changes_against_most_votes_first(election, shares, greedy):
    found = compare(election, shares, greedy)
    score = {one: outcome.score for one, outcome in shares.outcomes.items()}
    assert (len(found.lost), sum(score[one] for one in found.lost)) == (4, 1453)
    assert (len(found.gained), sum(score[one] for one in found.gained)) == (11, 2414)


def test_how_many_projects_voters_chose(election):
    lengths = [(len(group.choices), group.voters) for group in election.ballots]
    assert sum(voters for length, voters in lengths if length == 1) == 3328
    assert sum(voters for length, voters in lengths if length == 2) == 1456


def test_the_comparison_is_told_in_words(election, shares, greedy):
    told = " ".join(compare(election, shares, greedy).sentences)
    assert "4 projects not chosen now, and left out 11 projects chosen now" in told
    assert "17.8% of voters got none of their projects; by most votes first it would have been 27.6%" in told


def percent(part, whole):
    return round(100 * part / whole, 1)

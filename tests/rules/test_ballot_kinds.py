"""Points and rankings: what may be given, how it is kept, and each refusal by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import ballots
from commissioning.rules.ballot_kinds import Limits, check_kind, ordinal, whole_number
from commissioning.rules.counting.values import BallotKind
from participation.rules.refusals import Refusal

ON_BALLOT = {"p1": "Film club", "p2": "Boat days", "p3": "Garden", "p4": "Kitchen"}
POINTS = Limits(2, 3, BallotKind.CUMULATIVE, 10)
RANKS = Limits(1, 3, BallotKind.ORDINAL)


def check(limits, **numbers):
    return ballots.check_choice(list(numbers.items()), ON_BALLOT, frozenset(), limits)


def test_points_are_kept_by_project_and_a_nought_is_no_choice():
    assert check(POINTS, p3=3, p1=7, p2=0) == (["p1", 7], ["p3", 3])


def test_a_ranking_is_kept_best_first():
    assert check(RANKS, p2=3, p4=1, p1=2) == ("p4", "p1", "p2")


@pytest.mark.parametrize(
    ("limits", "numbers", "says"),
    [
        (POINTS, {"p1": 6, "p2": 5}, "You have 10 points and have given out 11: take 1 back"),
        (POINTS, {"p1": 6, "p2": 3}, "You have 1 of your 10 points left"),
        (POINTS, {"p1": 10}, "Choose at least 2 projects"),
        (POINTS, {"p1": 4, "p2": 2, "p3": 2, "p4": 2}, "take away 1"),
        (POINTS, {"p1": 11, "p2": -1}, "Write whole numbers"),
        (RANKS, {"p1": 1, "p2": 1}, "You gave 1st place to both Film club and Boat days"),
        (RANKS, {"p1": 1, "p2": 3}, "Nothing has 2nd place yet"),
        (RANKS, {"p1": 2}, "Nothing has 1st place yet"),
        (RANKS, {"p9": 1}, "not in this round"),
    ],
)
def test_each_bad_ballot_has_its_own_words(limits, numbers, says):
    with pytest.raises(Refusal) as refused:
        check(limits, **numbers)
    assert says in refused.value.reason
    assert refused.value.field == "picks"


@given(st.permutations(sorted(ON_BALLOT)), st.integers(1, 3))
def test_every_order_of_a_ranking_is_kept_as_it_was_given(order, many):
    sent = [(one, place) for place, one in enumerate(order[:many], 1)]
    assert ballots.check_choice(sent[::-1], ON_BALLOT, frozenset(), RANKS) == tuple(order[:many])


@given(st.lists(st.integers(1, 8), min_size=2, max_size=3))
def test_points_that_are_all_given_out_are_taken_and_no_others(points):
    numbers = dict(zip(sorted(ON_BALLOT), points, strict=False))
    if sum(points) == POINTS.points:
        assert sum(each for _, each in check(POINTS, **numbers)) == POINTS.points
    else:
        with pytest.raises(Refusal):
            check(POINTS, **numbers)


def test_points_nobody_could_give_out_are_refused_at_set_up():
    for points in (0, 3, 101):
        with pytest.raises(Refusal, match="Give each person at least 4 points"):
            check_kind(BallotKind.CUMULATIVE, points, 4)
    check_kind(BallotKind.CUMULATIVE, 4, 4)
    check_kind(BallotKind.APPROVAL, 0, 4)


@pytest.mark.parametrize("typed", ["-1", "1.5", "٣", "1e2", "0x1", "99999", "NaN", "一"])
def test_what_is_no_small_whole_number_is_seen(typed):
    assert whole_number(typed) is None


def test_places_as_people_say_them():
    assert [ordinal(place) for place in (1, 2, 3, 4, 11, 21, 102)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "21st",
        "102nd",
    ]
    assert (whole_number(" 7 "), whole_number("")) == (7, 0)

"""Each plain sentence of the result page, for every fate a round can have."""

from __future__ import annotations

import json

import pytest

from commissioning.rules import results_words
from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.results_kept import whole
from commissioning.rules.results_page import view_of
from tests.outcomes_made import BALLOTS, outcome


def said(found):
    return [results_words.headline(found), *results_words.specials(found, found["chosen"])]


def project(found, one, which="chosen"):
    return next(each for each in found[which]["projects"] if each["id"] == one)


def test_some_won():
    assert said(outcome()) == ["2 of 4 projects won. 6 people voted, of 9 who could."]


def test_all_won():
    assert said(outcome([*BALLOTS, ["d"]], budget=900_00)) == [
        "All 4 projects won. 7 people voted, of 9 who could."
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"threshold": 7}, "No project had as many votes as this round asked for."),
        (
            {
                "rule": Rule.EQUAL_SHARES,
                "completion": Completion.NONE,
                "budget": 95_00,
                "ballots": [["d"]] * 3 + [["a"]] * 3,
            },
            "No project’s supporters held enough between them to pay for it, so no money was used.",
        ),
        ({"gone": "abcd"}, "Each project’s own reason is told below, and no money was used."),
    ],
)
def test_none_won_and_why(changes, why):
    found = outcome(**changes)
    assert results_words.headline(found) == "No project won. 6 people voted, of 9 who could."
    assert results_words.why_none(found["chosen"]) == why


def test_a_missed_quorum_is_not_a_verdict_on_any_project():
    found = outcome(quorum=8)
    assert said(found) == ["6 people voted, of 9 who could. At least 8 had to, so nothing was chosen."]
    assert results_words.why_none(found["chosen"]) == ""
    assert results_words.no_verdict(found).startswith("6 people voted and at least 8 had to.")
    assert results_words.no_verdict(outcome()) == ""
    assert [way.key for way in view_of(found, "other", "").ways] == [""]
    assert view_of({**found, "voters": 5, "electorate": 8}, "", "").turnout == 63, "62.5 is 63"
    assert found["chosen"]["left"] == 100_00
    assert found["chosen"]["steps"] == found["comparison"]["sentences"] == []
    assert {one["won"] for one in found["chosen"]["projects"]} == {False}


def test_a_withdrawn_project():
    found = outcome(gone="a")
    assert (
        said(found)[1]
        == "Boat days was withdrawn after voting opened. Votes for it were counted, but it could not win."
    )
    assert project(found, "a")["why"] == "It was withdrawn, so no money could go to it."
    assert project(found, "a")["votes"] == 4


def test_only_one_of_a_pair():
    found = outcome(exclusions=(("a", "b"),))
    assert said(found)[1].startswith("Only one of Boat days and Film club could be built. ")
    lost = next(one for one in found["chosen"]["projects"] if one["reason"] == "excluded")
    assert "cannot be built together with" in lost["why"]
    assert "on one proposal" in lost["next_time"]


def test_a_draw_names_who_won_by_the_lot_and_who_would_have():
    found = outcome([["a"], ["d"]] * 3, budget=90_00)
    assert found["tie_mattered"]
    assert said(found)[1] == (
        "There was a draw, and the lot settled it: Boat days won. Had the lot fallen otherwise, Hall might have "
        "won instead."
    )
    assert not outcome()["tie_mattered"]


def test_a_draw_that_let_one_more_in():
    found = outcome([["a"], ["b"], ["c"]] * 2, budget=75_00)
    assert found["by_lot"] == ["b", "c"]
    assert found["by_lot_not"] == ["a"]


def test_purses_go_down_round_by_round_and_pay_exactly_what_it_costs():
    found = outcome(rule=Rule.EQUAL_SHARES)
    for step in found["chosen"]["steps"]:
        paid = sum(many * gave for many, _, gave in step["purses"])
        held = sum(many * had for many, had, _ in step["purses"])
        people = sum(many for many, _, _ in step["purses"])
        assert people == step["votes"]
        assert abs(paid - step["cost"]) <= people
        assert abs(held - paid - step["supporters_left"]) <= people
        assert all(0 <= gave <= had for _, had, gave in step["purses"])


def test_many_supporters_are_drawn_in_few_columns():
    ballots = [["a", "b"][: 1 + n % 2] + [["c"], []][n % 3 == 0] for n in range(300)] + [["b"]] * 77
    found = outcome(ballots, rule=Rule.EQUAL_SHARES, budget=5000_00)
    for step in found["chosen"]["steps"]:
        assert 1 <= len(step["purses"]) <= 24
        assert sum(many for many, _, _ in step["purses"]) == step["votes"]


def test_points_and_rankings_tell_points_and_people():
    points = [[["a", 3], ["b", 1]], [["a", 2], ["c", 2]], [["b", 4]]] * 2
    found = outcome(points, kind=BallotKind.CUMULATIVE, rule=Rule.EQUAL_SHARES)
    assert (project(found, "a")["votes"], project(found, "a")["score"]) == (4, 10)
    ranked = outcome([["a", "b", "c"], ["b", "a"]] * 3, kind=BallotKind.ORDINAL)
    assert [project(ranked, one)["score"] for one in "abc"] == [15, 15, 3]
    assert [way.key for way in view_of(ranked, "", "").ways if "phragmen" in way.key] == []


def test_the_address_picks_the_way_of_counting_and_a_wrong_one_is_the_result():
    found = outcome(rule=Rule.EQUAL_SHARES)
    assert [way.key for way in view_of(found, "", "").ways][:2] == ["", "other"]
    assert view_of(found, "phragmen", "").name == "Saving up together (Phragmén’s rule)"
    for rule, chamber in (("", ""), ("nonsense", "nobody"), ("equal-shares", "")):
        assert view_of(found, rule, chamber).is_result


def test_equal_shares_that_left_money_says_what_filling_up_would_have_done():
    found = outcome(rule=Rule.EQUAL_SHARES)
    filled = [told for told in found["further"] if told["completion"] == "add1u"]
    assert all(set(told["winners"]) > set(found["chosen"]["winners"]) for told in filled)


def test_a_result_kept_before_these_words_can_still_be_shown():
    old = outcome(rule=Rule.EQUAL_SHARES)
    for name in ("kind", "most", "threshold", "exclusions", "quorum", "quorum_missed", "smallest", "further",
                 "chambers", "by_lot", "by_lot_not", "points_each"):  # fmt: skip
        del old[name]
    for told in (old["chosen"], old["other"]):
        del told["completion"], told["increment"]
        for one in told["projects"]:
            for name in ("score", "paid_to", "supporters_had", "supporters_end", "decided_after"):
                del one[name]
        for step in told["steps"]:
            for name in ("purses", "full_payers", "part_payers", "part_paid", "score"):
                del step[name]
    view = view_of(whole(json.loads(json.dumps(old))), "", "")
    assert view.told["winners"] == old["chosen"]["winners"]
    assert view.told["projects"][0]["score"] == view.told["projects"][0]["votes"]
    assert view.told["steps"][0]["purses"] == []


def test_what_the_lot_did_to_one_project():
    drawn = {"by_lot": ["a"], "by_lot_not": ["b"]}
    assert "might not have won" in results_words.lot_for(drawn, "a")
    assert "might have won" in results_words.lot_for(drawn, "b")
    assert results_words.lot_for(drawn, "c") == results_words.lot_for({}, "a") == ""

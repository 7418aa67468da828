"""The words of a result of few votes or small chambers: nothing in them shows a person's choice."""

from __future__ import annotations

import json

import pytest

from commissioning.rules import results_words
from commissioning.rules.counting.values import Rule
from commissioning.rules.results_page import view_of
from tests.outcomes_made import chambers, outcome


def test_with_few_votes_every_loss_sounds_alike_and_no_draw_is_told():
    found = outcome([["a"], ["b"], ["c"]], budget=60_00, rule=Rule.EQUAL_SHARES)
    assert found["few"]
    assert not found["tie_mattered"]
    told = json.dumps([found["chosen"], found["other"], *found["further"], *found["chambers"]])
    losses = {one["why"] for one in found["chosen"]["projects"] if not one["won"] and one["id"] != "d"}
    assert losses == {"With the votes that were cast and the money there was, it was not among those chosen."}
    for number in ('"votes": 1', '"votes": 0', '"score": 1', "supporters-ran-out", "no-votes", "purses"):
        assert number not in told


def test_with_few_votes_no_other_way_of_counting_is_shown():
    found = outcome([["a"], ["b"]], budget=60_00)
    for rule in ("other", "phragmen", ""):
        view = view_of(found, rule, "")
        assert (view.is_result, len(view.ways)) == (True, 1)


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
@pytest.mark.parametrize("quorum", [0, 2, 4])
def test_one_vote_or_two_choose_nothing_and_whatever_they_are_the_same_is_kept(rule, quorum):
    """A lone ballot would be its own result; of two, each voter could take their own away."""
    kept = []
    for ballots in ([["a"], ["b", "c"]], [["d"], ["d"]], [["c"], ["c"]]):
        parts = chambers(ballots[:1], ballots[1:])
        found = outcome(ballots, rule=rule, quorum=quorum, chambers=parts, exclusions=[("a", "b")])
        assert found["too_few"]
        assert found["chosen"]["winners"] == [] == found["comparison"]["both"]
        kept.append(
            found | {"fingerprint": ""}
        )  # the fingerprint is not shown: nobody can take the ballots away
    assert kept[0] == kept[1] == kept[2]
    assert "So nothing was chosen, and no choice is shown." in results_words.headline(kept[0])
    assert outcome([["a"]], rule=rule)["chosen"] == outcome([["b"]], rule=rule)["chosen"]


def test_with_three_votes_the_winners_are_told_and_no_loss_tells_who_had_a_vote():
    """Not even of a rival of what won, or of what costs more than there is."""
    told = []
    for last in (["a"], ["b"], ["d"]):
        found = outcome([["a"], ["a"], last], budget=60_00, exclusions=[("a", "b")])
        assert not found["too_few"]
        assert found["chosen"]["winners"] == ["a"]
        told.append(found["chosen"])
    assert told[0] == told[1] == told[2]


def test_of_a_small_chamber_a_large_one_and_both_nothing_of_the_small_one_can_be_worked_out():
    """The whole less the large one is the small one: so only the whole is told, and it is told as if there were one."""
    young, others = [["c"], ["a", "c"]], [["a"]] * 5 + [["b"]] * 4
    found = outcome([*young, *others], budget=60_00, chambers=chambers(young, others))
    alone = outcome([*young, *others], budget=60_00)
    assert {**found, "chambers": []} == alone
    swapped = outcome([*young, *others], budget=60_00, chambers=chambers(others[:2], [*others[2:], *young]))
    assert swapped == found  # whoever the two in the small chamber were, the same is kept


def test_two_chambers_are_counted_apart_and_together():
    young, others = [["c"]] * 5, [["a"]] * 6
    found = outcome([*young, *others], budget=60_00, chambers=chambers(young, others))
    assert found["chosen"]["winners"] == ["a"]
    assert [one["winners"] for one in found["chambers"]] == [["c"], ["a"]]
    alone = found["chambers"][0]
    assert results_words.differences(alone, found["chosen"]) == (["Garden"], ["Boat days"])
    view = view_of(found, "", "young_advisors")
    assert (view.voters, view.is_result, view.told["winners"]) == (5, False, ["c"])


def test_a_small_chamber_hides_both():
    """What is said of the other, taken from the whole, would be the small one's."""
    young, others = [["c"]] * 4, [["a"]] * 6
    found = outcome([*young, *others], chambers=chambers(young, others))
    assert not found["few"]
    assert [part["few"] for part in found["chambers"]] == [True, True]
    assert {key for part in found["chambers"] for key in part} == {
        "key",
        "name",
        "voters",
        "electorate",
        "few",
    }
    assert view_of(found, "", "young_advisors").is_result

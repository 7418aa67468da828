"""What is shown of groups gives no small number away: not now, not next quarter, not in the total above."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.fatigue import check_not_too_often, group_key
from participation.rules.reach import Group, beside_others, moved, quarter_ends, told
from participation.rules.reading import report, too_hard
from participation.rules.refusals import Refusal
from participation.rules.suggesting import suggest

GROUPS = ("a", "b", "c", "d")
# How many more were heard of each group, quarter by quarter.
HISTORIES = st.lists(st.tuples(*(st.integers(0, 9) for _ in GROUPS)), min_size=1, max_size=6)


def reports(history):
    """Everything shown, quarter by quarter: each group, and the total of all as the sum of what is shown."""
    shown, counted, found = {}, dict.fromkeys(GROUPS, 0), []
    for newly in history:
        counted = {group: counted[group] + more for group, more in zip(GROUPS, newly, strict=True)}
        shown = moved(shown, counted)
        found.append((dict(shown), sum(shown.values())))
    return found, counted, shown


@given(HISTORIES, st.integers(0, 3), st.integers(0, 4))
def test_whoever_is_held_back_could_be_any_number_up_to_four(history, which, other):
    """Change how many of one group are held back to any other number below five: nothing shown anywhere differs."""
    found, counted, shown = reports(history)
    group = GROUPS[which]
    assert 0 <= counted[group] - shown[group] <= 4
    steps = [report[0][group] for report in found]
    since = max(
        (q + 1 for q, (early, late) in enumerate(zip([0, *steps], steps, strict=False)) if early != late),
        default=0,
    )
    newly = [list(more) for more in history]
    for quarter in range(since, len(history)):  # since the group last moved: all of it, and another number
        newly[quarter][which] = other if quarter == since else 0
    assert reports([tuple(more) for more in newly])[0] == found


@given(HISTORIES)
def test_no_step_between_any_two_reports_is_of_one_to_four_people(history):
    found, _, _ = reports(history)
    empty = (dict.fromkeys(GROUPS, 0), 0)
    for early, late in zip([empty, *found], found, strict=False):
        for group in GROUPS:
            assert abs(late[0][group] - early[0][group]) not in range(1, 5)
        assert late[1] - early[1] not in range(1, 5), "nor of the total above them"


def test_hard_case_17_four_in_one_report_and_nine_in_the_next_gives_no_four_away():
    """n=4 group in one report and n=9 in parent total next report: differencing must not reveal 4."""
    first = moved({}, {"Northgate": 4, "Millfield": 12})
    assert first == {"Northgate": 0, "Millfield": 12}
    assert sum(first.values()) == 12, "the total above is of what is shown, so 16 - 12 is nowhere to be had"
    second = moved(first, {"Northgate": 9, "Millfield": 12})
    assert second == {"Northgate": 9, "Millfield": 12}
    for before in range(5):  # whatever it was then, both reports read the same
        assert moved({}, {"Northgate": before, "Millfield": 12}) == first


def test_control_plain_hiding_with_a_true_total_does_give_it_away():
    shown, total = {"Millfield": 12, "Northgate": None}, 16
    assert total - shown["Millfield"] == 4


@given(st.integers(0, 200), st.integers(0, 60))
def test_taking_the_children_from_a_summarys_total_never_tells_how_few_parents_spoke(children, parents):
    total = children + parents
    left = total - beside_others(children, parents)
    assert 0 <= children - beside_others(children, parents) <= 4
    if children >= 4:
        assert left == -(-parents // 5) * 5, "nobody, one to five, six to ten"
        others = range(left - 4, left + 1) if left else [0]
        assert {total - beside_others(total - one, one) for one in others if total - one >= 4} <= {left}


def test_control_counting_the_children_as_they_are_gives_three_parents_away():
    assert 82 + 57 - 136 == 3
    assert 82 + 57 - beside_others(136, 3) == 5


def test_a_group_heard_much_less_than_its_share_is_named():
    rows = told(
        [Group("6 to 9", 80, 500, "Census"), Group("10 to 12", 0, 500, "Census"), Group("13 to 15", 0)]
    )
    assert [(one.heard_percent, one.living_percent, one.too_few) for one in rows] == [
        (100, 50, False), (0, 50, True), (0, None, True),
    ]  # fmt: skip


def test_quarters_end_on_their_days():
    assert quarter_ends(date(2026, 5, 4), date(2027, 1, 1)) == [
        date(2026, 7, 1),
        date(2026, 10, 1),
        date(2027, 1, 1),
    ]
    assert quarter_ends(date(2026, 11, 4), date(2026, 12, 31)) == []


def test_a_group_is_asked_three_times_in_three_months_and_no_more():
    asked = [date(2026, 9, 1), date(2026, 10, 1)]
    check_not_too_often("Year 5", asked, date(2026, 11, 1))
    with pytest.raises(Refusal, match="1 December 2026 or later") as refused:
        check_not_too_often("Year 5", [*asked, date(2026, 11, 1)], date(2026, 11, 20))
    assert refused.value.field == "group"
    check_not_too_often("Year 5", [*asked, date(2026, 11, 1)], date(2026, 12, 1))
    assert group_key(" Year 5, at  QUAY School!") == group_key("year 5 at quay school")


def test_reading_counts_sentences_words_and_hard_words():
    assert report("We put up two lamps. They shine at night.").is_plain
    assert report("").words == 0
    assert not too_hard("We put up two lamps.")
    assert "15 words at most" in too_hard("We " + "and we " * 9 + "went. " + "We " + "and we " * 9 + "went.")
    assert "“infrastructure”" in too_hard(
        "The infrastructure needs a considerable municipal investment before anything."
    )
    assert report("We asked Alderbrook and Bartholomew to help us with it now.").is_plain, (
        "names are nobody's choice"
    )


def test_a_suggestion_needs_words_in_common_and_one_theme_that_is_clearly_nearest():
    themes = {"t1": ("Dark paths", ["The lamp by the gate is dark"]), "t2": ("Buses", ["The bus is late"])}
    found = suggest({"p": "No lamps at the gate", "q": "I like cake", "r": ""}, themes)
    assert (found["p"].theme, set(found["p"].words)) == ("t1", {"lamps", "gate"})
    assert set(found) == {"p"}
    same = {"t1": ("Dark", ["dark gate"]), "t2": ("Dark", ["dark gate"])}
    assert suggest({"p": "dark gate"}, same) == {}, (
        "two as near as each other: nobody could say why one of them"
    )


@given(
    st.dictionaries(st.sampled_from(GROUPS), st.integers(5, 20)),
    st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 20)),
)
def test_a_number_that_falls_is_never_shown_as_one_to_four(before, counted):
    shown = moved(before, counted)
    assert not [many for many in shown.values() if 0 < many < 5]
    assert not [group for group, many in counted.items() if many < 5 and shown[group]], (
        "nor as more than they are"
    )


def test_a_group_of_eight_of_whom_five_are_gone_is_shown_as_nobody():
    assert moved({"x": 8}, {"x": 3}) == {"x": 0}


@pytest.mark.parametrize(("counted", "shown"), [(4, 0), (0, 0), (5, 8), (12, 8), (13, 13)])
def test_a_group_that_fell_below_five_is_hidden_again_and_one_of_five_is_not(counted, shown):
    assert moved({"x": 8}, {"x": counted}) == {"x": shown}

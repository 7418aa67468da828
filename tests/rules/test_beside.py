"""No number of a part, laid beside the whole's or other parts', gives a small one away."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.beside import safe_beside, tell_cells
from participation.rules.small_numbers import Hidden, hide_small, shown

COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 14), min_size=1)
PARTS = st.dictionaries(st.sampled_from("NESW"), COUNTS, min_size=1, max_size=4)


def visible(counts):
    return {name: many for name, many in hide_small(counts).items() if many is not None}


def differences(whole, parts):
    """Every number a reader can make by taking some parts from the whole, in one column."""
    some = chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1))
    return [
        whole[name] - sum(part.get(name, 0) for part in chosen) for chosen in some for name in whole
    ]  # fmt: skip


@given(PARTS, COUNTS)
def test_taking_any_teams_from_the_place_leaves_nobody_or_five(parts, elsewhere):
    everybody = Counter(elsewhere)
    for part in parts.values():
        everybody.update(part)
    whole, shown_of = visible(everybody), {key: visible(part) for key, part in parts.items()}
    told = safe_beside(whole, shown_of)
    assert all(shown(left) is not None for left in differences(whole, [shown_of[key] for key in told]))


def test_control_told_without_the_rule_a_small_number_is_left():
    assert 3 in differences({"people": 20}, [{"people": 17}])
    assert safe_beside({"people": 20}, {"South": {"people": 17}}) == frozenset()


def test_what_gives_nothing_away_is_told_and_the_smallest_is_left_out_first():
    assert safe_beside({"people": 30}, {"South": {"people": 17}}) == {"South"}
    assert safe_beside({"people": 17}, {"South": {"people": 17}}) == {"South"}
    parts = {"South": {"people": 17}, "North": {"people": 9}}
    assert safe_beside({"people": 29}, parts) == {"South"}


@given(st.dictionaries(st.integers(0, 7), st.integers(0, 14)), st.integers(0, 8), st.integers(0, 8))
def test_areas_told_in_one_list_cannot_be_taken_from_another(counts, one, two):
    """Lists of two teams, of what is in neither and of the place: each hides nothing, or two numbers, five together."""
    low, high = sorted((one, two))
    groups = [range(low), range(low, high)]
    told = tell_cells(counts, groups)
    assert told.keys() == counts.keys()
    assert all(shown(many) is not None for many in told.values() if not isinstance(many, Hidden))
    for group in (*groups, range(high, 8)):
        hidden = [counts[key] for key in group if key in told and isinstance(told[key], Hidden)]
        total = sum(counts.get(key, 0) for key in group)
        if total >= 5:  # a sum that is told
            assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5)

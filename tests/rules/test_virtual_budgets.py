"""Virtual budgets: parts exact to the penny, cuts that leave promises whole, notice, and what evidence allows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import STATUS_TAGS, BudgetAction, IndicatorStatus, Standing
from participation.rules.refusals import Refusal

money = st.integers(0, 10**11)


@given(money, money, money)
def test_a_cut_never_touches_what_is_committed_and_loses_no_penny(free, committed, wanted):
    standing = Standing(Pence(free + committed), Pence(committed))
    wanted = min(wanted, standing.pledged)
    cut = rules.cut_to(wanted, standing)
    assert cut.pledged >= committed
    assert cut.pledged + cut.taken_back == standing.pledged
    assert cut.pledged - cut.shortfall == wanted
    assert 0 <= cut.taken_back <= standing.free
    assert (cut.shortfall > 0) == (wanted < committed)


@given(st.integers(1, 10**11), st.integers(1, rules.WHOLE - 1))
def test_a_percentage_and_the_rest_are_the_whole(base, hundredths):
    assert rules.part_of(base, hundredths) + rules.part_of(base, rules.WHOLE - hundredths) in (
        base,
        base + 1,
        base - 1,
    )
    assert abs(rules.part_of(base, hundredths) * rules.WHOLE - base * hundredths) < rules.WHOLE


@pytest.mark.parametrize(
    ("typed", "hundredths"), [("2", 200), ("2.5", 250), ("0.25 %", 25), ("100", 10_000), (" 3 % ", 300)]
)
def test_percentages_are_read(typed, hundredths):
    assert rules.parse_percent(typed) == hundredths


@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "101", "2.555", "1e1", "٢", "2,5", "%", ".", "2.", "NaN", "٣.٥", "1000"]
)
def test_what_is_no_percentage_is_refused(typed):
    with pytest.raises(Refusal) as refusal:
        rules.parse_percent(typed)
    assert refusal.value.field == "percent"


def test_percentages_are_written_as_people_write_them():
    assert [rules.format_percent(h) for h in (200, 250, 25, 10_000)] == ["2 %", "2.5 %", "0.25 %", "100 %"]


def test_a_cut_below_what_is_committed_needs_a_name():
    cut = rules.cut_to(300, Standing(Pence(1_000), Pence(400)))
    with pytest.raises(
        Refusal, match=r"£4\.00 of this is promised or paid already.*makes good the other £1\.00"
    ):
        rules.check_cut(cut, Standing(Pence(1_000), Pence(400)), "  ")
    rules.check_cut(cut, Standing(Pence(1_000), Pence(400)), "Finance director")


def test_a_cut_needs_its_notice_and_a_rise_none():
    today = date(2026, 11, 25)
    with pytest.raises(Refusal, match="23 February 2027"):
        rules.check_notice(1, 2, date(2027, 2, 22), today, 90)
    rules.check_notice(1, 2, date(2027, 2, 23), today, 90)
    rules.check_notice(3, 2, today, today, 90)
    with pytest.raises(Refusal, match="today or later"):
        rules.check_notice(3, 2, date(2026, 11, 24), today, 90)


def test_years_over_are_left_alone():
    with pytest.raises(Refusal, match="is over"):
        rules.check_year("2025/26", ["2025/26"], date(2026, 4, 1))
    rules.check_year("2025/26", ["2025/26"], date(2026, 3, 31))


def test_no_data_is_never_good_news():
    assert [status for status, tag in STATUS_TAGS.items() if tag == "good"] == [IndicatorStatus.ON_TRACK]
    for statuses in ([], [IndicatorStatus.NO_DATA] * 3):
        with pytest.raises(Refusal, match="nobody can say that it works"):
            rules.check_may_renew(BudgetAction.RENEW, statuses)
        rules.check_may_renew(BudgetAction.ADJUST, statuses)
    rules.check_may_renew(BudgetAction.RENEW, [IndicatorStatus.NO_DATA, IndicatorStatus.DRIFTING])


def test_reviews_come_at_two_five_and_ten_years_and_in_turn():
    assert rules.review_days("2026/27") == {2: date(2028, 4, 1), 5: date(2031, 4, 1), 10: date(2036, 4, 1)}
    with pytest.raises(Refusal, match="another comes first"):
        rules.check_review(5, [], "2026/27", date(2031, 4, 1))
    with pytest.raises(Refusal, match="is due on 1 April 2028"):
        rules.check_review(2, [], "2026/27", date(2027, 12, 1))
    rules.check_review(2, [], "2026/27", date(2028, 1, 2))
    with pytest.raises(Refusal, match="is done"):
        rules.check_review(2, [2], "2026/27", date(2028, 4, 1))

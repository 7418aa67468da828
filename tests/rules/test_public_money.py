"""Thresholds by date, orders that belong together, and three years of subsidies: the sums the law names."""

from __future__ import annotations

from datetime import date

import pytest

from commissioning.rules.pence import Pence, parse_pounds
from commissioning.rules.public_money import (
    IN_LAW,
    MoneyRule,
    Threshold,
    check_overridden,
    check_threshold,
    contract_warnings,
    subsidy_warning,
    subsidy_window,
    threshold,
)
from participation.rules.refusals import Refusal

R = MoneyRule
OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)


def met(pounds, category=R.GOODS_SERVICES, on=NEW, earlier=()):
    others = [parse_pounds(one) for one in earlier]
    return [found.key for found in contract_warnings(parse_pounds(pounds), category, on, others, IN_LAW)]


def test_hard_case_16_thresholds_by_the_penny_and_by_the_day():
    assert met("29,999.99") == []
    assert met("30,000.00") == ["notice"]
    assert met("16,000") == []
    assert met("16,000", earlier=["16,000"]) == ["together_notice"]
    (together,) = contract_warnings(
        parse_pounds("16,000"), R.GOODS_SERVICES, NEW, [parse_pounds("16,000")], IN_LAW
    )
    assert together.sum == parse_pounds("32,000")
    assert "it comes to £32,000.00, and from £30,000.00" in together.words
    assert met("207,720", on=OLD) == ["notice"]
    assert met("207,719.99", on=NEW) == ["notice"]
    assert met("207,720", on=NEW) == ["notice", "goods_services"]
    assert met("214,904", on=OLD) == ["notice", "goods_services"]


@pytest.mark.parametrize(
    ("category", "on", "pounds"),
    [
        (R.LIGHT_TOUCH, OLD, "663,540"), (R.LIGHT_TOUCH, NEW, "663,540"), (R.WORKS, OLD, "5,372,609"),
        (R.WORKS, NEW, "5,193,000"),
    ],
)  # fmt: skip
def test_each_kind_of_contract_has_its_own_line(category, on, pounds):
    line = threshold(category, on, IN_LAW)
    assert line is not None
    assert line.pence == parse_pounds(pounds)
    assert str(category) in met(pounds, category, on)
    assert met(str(parse_pounds(pounds) // 100 - 1), category, on) == ["notice"]


def test_a_line_of_the_councils_own_counts_from_its_day():
    table = [*IN_LAW, Threshold(R.NOTICE, date(2028, 1, 1), Pence(40_000_00), "A new notice")]
    assert threshold(R.NOTICE, date(2027, 12, 31), table).pence == 30_000_00
    assert threshold(R.NOTICE, date(2028, 1, 1), table).pence == 40_000_00
    assert threshold(R.NOTICE, date(2025, 2, 23), table) is None
    with pytest.raises(Refusal, match="start after"):
        check_threshold(date(2026, 1, 1), 1, date(2026, 1, 1))


def test_subsidies_are_counted_over_this_and_two_financial_years():
    assert subsidy_window(date(2027, 3, 31)) == (date(2024, 4, 1), date(2027, 4, 1))
    assert subsidy_window(date(2027, 4, 1)) == (date(2025, 4, 1), date(2028, 4, 1))
    assert subsidy_warning(Pence(300_000_00), Pence(15_000_00), Pence(0), NEW, IN_LAW) is None
    found = subsidy_warning(Pence(300_000_00), Pence(15_000_00), Pence(1), NEW, IN_LAW)
    assert found is not None
    assert found.sum == 315_000_01
    assert "£0.01 they declared from others" in found.words


def test_nobody_goes_on_past_a_warning_without_a_reason():
    warnings = contract_warnings(Pence(30_000_00), R.WORKS, NEW, [], IN_LAW)
    with pytest.raises(Refusal, match="say why it is right"):
        check_overridden(warnings, "It is fine")
    check_overridden(warnings, "The notice is published as CD-2026-014.")
    check_overridden([], "")

"""Money to the penny: what is read is what is written, and a split never makes or loses one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules.pence import Pence, format_pounds, parse_pounds, split
from participation.rules.refusals import Refusal

amounts = st.integers(0, 99_999_999_999)


@given(amounts)
def test_what_is_written_is_read_back(pence):
    assert parse_pounds(format_pounds(pence)) == pence
    assert parse_pounds(format_pounds(pence).replace(",", "").removeprefix("£")) == pence


@given(amounts, st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_a_split_is_exact_and_fair_to_within_a_penny(total, weights):
    shares = split(total, weights)
    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * weight) < sum(weights)
        for share, weight in zip(shares, weights, strict=True)
    )


@given(amounts, st.lists(st.integers(0, 10_000), min_size=2, max_size=6).filter(any))
def test_a_heavier_weight_never_gets_less(total, weights):
    pairs = sorted(zip(weights, split(total, weights), strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(pairs) if a[0] < b[0])


def test_seven_offices_share_a_year_to_the_penny():
    shares = split(Pence(10_000_000), [1] * 7)
    assert sum(shares) == 10_000_000
    assert max(shares) - min(shares) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1,23",
        "1e3",
        "-5",
        "(5.00)",
        "10.999",
        "0.1",
        "£",
        "",
        "１２３",
        "1 000",
        "0010",
        "5p",
        "=1+1",
        "+5",
        "NaN",
        "£  5",
        "£ ",
        "£ £5",
        "5 £",
        "£\t5",
        "£\u00a05",
        "£ -5",
    ],
)
def test_anything_but_plain_pounds_is_refused_with_the_form_to_use(text):
    with pytest.raises(Refusal, match="pounds and pence"):
        parse_pounds(text)


@pytest.mark.parametrize("text", ["1000000000", "99999999999999999999"])
def test_an_amount_too_large_to_hold_is_refused(text):
    with pytest.raises(Refusal, match="larger than"):
        parse_pounds(text)


@pytest.mark.parametrize("text", ["250", "£250", "1,234.50", "£1,234.50", "1234.50", "0", " 10 "])
def test_plain_amounts_are_read(text):
    assert parse_pounds(text) >= 0


def test_one_space_after_the_pound_sign_is_read_over():
    assert parse_pounds("£ 12.34") == 12_34
    assert parse_pounds(" £ 1,234.50 ") == 1_234_50


def test_below_zero_is_shown_with_a_true_minus_sign():
    assert str(Pence(-320)) == "\u2212£3.20"
    assert f"{Pence(123450)}" == "£1,234.50"

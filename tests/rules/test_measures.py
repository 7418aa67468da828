"""Consent and voice counts: none of one to four people can be read off, and counts that cannot be true are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.measures import (
    Consent,
    Declined,
    Voice,
    check_consent,
    check_period,
    check_voice,
    tell_consent,
    tell_voice,
)
from participation.rules.refusals import Refusal
from participation.rules.small_numbers import Hidden

SMALL = range(1, 5)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 9))
def test_no_small_number_is_told_nor_left_over(accepted, declined, waiting, withdrawn, fear):
    one = Consent(accepted + declined + waiting, accepted, declined, min(withdrawn, accepted),
                  {Declined.FEAR: min(fear, declined)})  # fmt: skip
    told = tell_consent(one)
    for figure in (told.offered, told.accepted, told.declined, told.withdrawn, *told.reasons.values()):
        assert figure not in SMALL
    if isinstance(told.accepted, int) and isinstance(told.declined, int) and isinstance(told.offered, int):
        assert told.offered - told.accepted - told.declined not in SMALL, "those who have not answered yet"
    if isinstance(told.withdrawn, int):
        assert one.accepted - one.withdrawn not in SMALL, "those who stayed"


def test_a_service_with_enough_families_is_told_whole():
    told = tell_consent(Consent(60, 36, 24, 6, {Declined.TRUST: 14, Declined.WAITS: 10}))
    assert (told.accepted, told.declined, told.withdrawn, told.percent) == (36, 24, 6, 60)
    assert told.reasons == {Declined.TRUST: 14, Declined.WAITS: 10}
    few = tell_consent(Consent(4, 3, 1, 0, {}))
    assert (few.offered, few.accepted, few.percent) == (Hidden.SMALL, Hidden.WITH_IT, None)


def test_voice_by_age_of_school():
    told = tell_voice(Voice(20, 8, 25, 22))
    assert told.primary == (8, 20, 40)
    assert told.secondary == (Hidden.WITH_IT, 25, None), "three were not heard, and 25 - 22 would say so"


@pytest.mark.parametrize(
    ("one", "field"),
    [(Consent(5, 4, 3, 0, {}), "offered"), (Consent(9, 4, 3, 5, {}), "withdrawn"),
     (Consent(9, 4, 3, 0, {Declined.FEAR: 4}), "declined")],
)  # fmt: skip
def test_counts_that_cannot_be_true_are_refused(one, field):
    with pytest.raises(Refusal) as refused:
        check_consent(one)
    assert refused.value.field == field
    with pytest.raises(Refusal, match="than were reviewed"):
        check_voice(Voice(1, 2, 0, 0))


def test_periods_are_over_and_never_overlap():
    spring, today = (date(2026, 1, 1), date(2026, 4, 1)), date(2026, 11, 1)
    check_period(date(2026, 4, 1), date(2026, 7, 1), today, [spring])
    for since, until in ((date(2026, 3, 1), date(2026, 5, 1)), (date(2025, 1, 1), date(2026, 10, 1))):
        with pytest.raises(Refusal, match="already"):
            check_period(since, until, today, [spring])
    with pytest.raises(Refusal, match="not over"):
        check_period(date(2026, 10, 1), date(2027, 1, 1), today, [])

"""Bands and the birthdays between them; dates of checks. Nothing here knows a birthday or a year of birth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.ages import CHANGES, Age, age_on, check_turns, is_soon, next_age, years_later
from participation.rules.panels import sign_in_name
from participation.rules.people import AgeBand, Role
from participation.rules.refusals import Refusal
from participation.rules.vetting import Check, check_dates, why_paused

FIFTEEN = Age(AgeBand.THIRTEEN_TO_FIFTEEN, date(2026, 12, 10))


@pytest.mark.parametrize(
    ("on", "band", "turns", "alumni"),
    [
        (date(2026, 12, 9), AgeBand.THIRTEEN_TO_FIFTEEN, 16, False),
        (date(2026, 12, 10), AgeBand.SIXTEEN_SEVENTEEN, 18, False),
        (date(2028, 12, 9), AgeBand.SIXTEEN_SEVENTEEN, 18, False),
        (date(2028, 12, 10), AgeBand.ADULT, 22, False),
        (date(2032, 12, 9), AgeBand.ADULT, 22, False),
        (date(2032, 12, 10), AgeBand.ADULT, None, True),
    ],
)
def test_a_band_begins_with_the_day_itself(on, band, turns, alumni):
    found = age_on(FIFTEEN, on)
    assert (found.band, found.turns, found.is_alumni) == (band, turns, alumni)


def test_without_a_noted_day_a_band_never_changes_by_itself():
    assert age_on(Age(AgeBand.SIXTEEN_SEVENTEEN), date(2090, 1, 1)).band is AgeBand.SIXTEEN_SEVENTEEN


def test_a_leap_day_has_its_anniversary_on_the_first_of_march():
    assert years_later(date(2028, 2, 29), 2) == date(2030, 3, 1)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(0, 5_000), st.integers(0, 5_000))
def test_looking_later_in_two_steps_finds_the_same(turns_on, one, more):
    noted = Age(AgeBand.TEN_TO_TWELVE, turns_on)
    halfway, end = date(2026, 1, 1) + timedelta(days=one), date(2026, 1, 1) + timedelta(days=one + more)
    assert age_on(age_on(noted, halfway), end) == age_on(noted, end)


@pytest.mark.parametrize(
    ("turns_on", "why"), [(date(2026, 11, 25), "has passed"), (date(2029, 11, 26), "sooner than that")]
)
def test_a_day_that_cannot_be_is_refused(turns_on, why):
    with pytest.raises(Refusal, match=why) as refused:
        check_turns(AgeBand.THIRTEEN_TO_FIFTEEN, turns_on, date(2026, 11, 25))
    assert refused.value.field == "turns_on"
    check_turns(AgeBand.THIRTEEN_TO_FIFTEEN, date(2029, 11, 25), date(2026, 11, 25))


def test_notice_is_given_thirty_days_before_a_birthday_that_changes_something():
    assert is_soon(FIFTEEN, date(2026, 11, 10))
    assert not is_soon(FIFTEEN, date(2026, 11, 9))
    assert not is_soon(
        Age(AgeBand.TEN_TO_TWELVE, date(2026, 12, 10)), date(2026, 12, 1)
    )  # 13 changes nothing here
    assert set(CHANGES) == {16, 18, 22}
    assert next_age(AgeBand.ADULT) == 22


TODAY = date(2026, 11, 25)
FINE = {Check.DBS: TODAY, Check.TRAINING: TODAY + timedelta(days=1)}
WORDS = dict.fromkeys(Check, "a day")


def test_a_check_holds_through_its_last_day_and_pauses_the_day_after():
    assert why_paused(Role.SUPPORTER, FINE, TODAY, WORDS) == ""
    assert "DBS check ran out" in why_paused(Role.SUPPORTER, FINE, TODAY + timedelta(days=1), WORDS)
    assert "Safeguarding training ran out" in why_paused(
        Role.PARTICIPATION_WORKER, {Check.TRAINING: TODAY - timedelta(days=1)}, TODAY, WORDS
    )


def test_a_supporter_begins_with_both_and_a_finance_lead_needs_neither():
    assert "No DBS check" in why_paused(Role.SUPPORTER, {}, TODAY, {})
    assert why_paused(Role.FINANCE_LEAD, {}, TODAY, {}) == ""


@pytest.mark.parametrize(
    ("done", "expires", "field"), [(1, 400, "done_on"), (-5, -5, "expires_on"), (-5, 1_200, "expires_on")]
)
def test_dates_of_a_check_that_cannot_be_are_refused(done, expires, field):
    with pytest.raises(Refusal) as refused:
        check_dates(TODAY + timedelta(days=done), TODAY + timedelta(days=expires), TODAY)
    assert refused.value.field == field


def test_the_name_to_sign_in_with_is_new_and_plain():
    assert sign_in_name("Jade", {"jade", "jade-2"}) == "jade-3"
    assert sign_in_name("Zoë K", set()) == "zo"
    assert sign_in_name("李", set()) == "advisor"

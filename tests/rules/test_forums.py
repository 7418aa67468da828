"""When forums meet: London's clocks over both changes, bank holidays, school terms, the second Tuesday."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.forums import (
    Plan,
    Rhythm,
    Term,
    check_plan,
    is_day,
    meetings,
    rhythm_words,
)
from participation.rules.refusals import Refusal
from participation.rules.working_days import BANK_HOLIDAYS

TUESDAYS = Plan(Rhythm.WEEKLY, date(2026, 10, 13), time(17), 60)
MONTHLY = Plan(Rhythm.MONTHLY, date(2026, 10, 13), time(17), 60)


def days(plan: Plan, until: date, terms: tuple[Term, ...] = ()) -> list[date]:
    return [one.on for one in meetings(plan, terms, plan.first_on, until) if not one.off]


def test_five_in_the_afternoon_stays_five_when_the_clocks_change():
    autumn = meetings(TUESDAYS, (), date(2026, 10, 20), date(2026, 10, 27))
    assert [one.starts for one in autumn] == [
        datetime(2026, 10, 20, 16, tzinfo=UTC), datetime(2026, 10, 27, 17, tzinfo=UTC),
    ]  # fmt: skip
    spring = meetings(TUESDAYS, (), date(2027, 3, 23), date(2027, 3, 30))
    assert [one.starts.hour for one in spring] == [17, 16]
    assert all(one.ends - one.starts == timedelta(hours=1) for one in (*autumn, *spring))


def test_the_second_tuesday_and_the_last_one():
    assert days(MONTHLY, date(2027, 1, 31)) == [
        date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12),
    ]  # fmt: skip
    last = Plan(Rhythm.MONTHLY, date(2026, 12, 29), time(17), 60)
    assert days(last, date(2027, 3, 31)) == [
        date(2026, 12, 29),
        date(2027, 1, 26),
        date(2027, 2, 23),
        date(2027, 3, 30),
    ]
    assert rhythm_words(last) == "The last Tuesday of the month"
    assert rhythm_words(TUESDAYS) == "Every Tuesday"


def test_a_bank_holiday_and_the_school_holidays_are_off_and_say_why():
    fridays = Plan(Rhythm.WEEKLY, date(2026, 12, 11), time(17), 60, in_term=True)
    term = Term(date(2026, 10, 26), date(2026, 12, 18))
    found = meetings(fridays, (term,), date(2026, 12, 18), date(2027, 1, 8))
    assert [one.off for one in found] == [
        "",
        "It is a bank holiday.",
        "It is a bank holiday.",
        "",
    ]  # fmt: skip  (no term of 2027 is noted, so nothing is known of January)
    assert (
        meetings(
            fridays, (term, Term(date(2027, 1, 11), date(2027, 2, 12))), date(2027, 1, 8), date(2027, 1, 8)
        )[0].off
        == "It is the school holidays."
    )


@given(st.sampled_from(Rhythm), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_every_day_is_its_own_weekday_and_none_is_a_bank_holiday(rhythm, first, more):
    plan = Plan(rhythm, first, time(17), 60)
    found = meetings(plan, (), first, first + timedelta(days=more))
    assert found[0].on == first or rhythm is Rhythm.MONTHLY
    assert all(one.on.weekday() == first.weekday() and is_day(plan, one.on) for one in found)
    assert all((one.on in BANK_HOLIDAYS) == bool(one.off) for one in found)
    assert len({one.on for one in found}) == len(found)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"first_on": date(2026, 11, 24)}, "first_on"), ({"first_on": date(2029, 1, 1)}, "first_on"),
     ({"minutes": 0}, "minutes"), ({"minutes": 481}, "minutes")],
)  # fmt: skip
def test_a_forum_that_could_not_meet_is_refused(change, field):
    values = {"rhythm": Rhythm.WEEKLY, "first_on": date(2026, 12, 1), "at": time(17), "minutes": 60, **change}
    with pytest.raises(Refusal) as refused:
        check_plan(Plan(**values), date(2026, 11, 25))
    assert refused.value.field == field

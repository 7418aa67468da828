"""The schedule's arithmetic: the last second of a period and the first after, 29 February, clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.corresponding import begun_before, corresponding_day, ends_at, one_month_to_answer
from participation.rules.retention import SCHEDULE, Kept
from participation.rules.working_days import LONDON

MOMENTS = st.integers(1_704_067_200, 1_956_528_000).map(lambda second: datetime.fromtimestamp(second, UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("begun", "months", "days", "over"),
    [
        ("2026-11-25 10:00", 24, 0, "2028-11-26 00:00"),
        ("2028-02-29 10:00", 12, 0, "2029-03-01 00:00"),  # no 29 February in 2029: it ends with the 28th
        ("2027-02-28 10:00", 12, 0, "2028-02-29 00:00"),
        ("2026-08-31 10:00", 6, 0, "2027-03-01 00:00"),
        ("2027-03-27 23:59", 0, 1, "2027-03-29 00:00"),  # over the night the clocks go forward
        ("2027-10-30 00:00", 0, 1, "2027-11-01 00:00"),  # and back
        ("2026-06-30 23:30", 0, 30, "2026-07-31 00:00"),  # London's day, not Greenwich's
    ],
)
def test_a_period_ends_with_its_last_day_in_london(begun, months, days, over):
    end = at(over)
    assert ends_at(at(begun), months=months, days=days) == end
    for moment, is_due in (
        (end - timedelta(seconds=1), False),
        (end, True),
        (end + timedelta(seconds=1), True),
    ):
        assert (at(begun) < begun_before(moment, months=months, days=days)) is is_due


@given(MOMENTS, MOMENTS, st.sampled_from([(0, 30), (1, 0), (12, 0), (24, 0), (72, 0), (300, 0)]))
def test_asked_forwards_or_backwards_the_answer_is_the_same(begun, now, period):
    months, days = period
    over = ends_at(begun, months=months, days=days) <= now
    assert (begun < begun_before(now, months=months, days=days)) is over


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (
            date(2026, 11, 25),
            date(2026, 12, 29),
        ),  # Christmas, Boxing Day, a Sunday, and Monday is the bank holiday
        (date(2027, 1, 31), date(2027, 3, 1)),  # the last day of February is a Sunday
        (date(2028, 1, 29), date(2028, 2, 29)),
    ],
)
def test_a_request_is_answered_within_a_month_or_on_the_next_working_day(received, last):
    assert one_month_to_answer(received) == last


def test_months_are_the_calendars():
    assert corresponding_day(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert corresponding_day(date(2026, 3, 31), -1) == date(2026, 2, 28)


@pytest.mark.parametrize("kept", list(Kept))
def test_every_kind_says_what_why_how_long_and_on_whose_word(kept):
    rule = SCHEDULE[kept]
    assert all((rule.what, rule.since, rule.then, rule.period))
    assert any(word in rule.source for word in ("UK GDPR", "Limitation", "IRMS", "Children Act"))

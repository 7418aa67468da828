"""When summaries are due: exactly once a slot, on London's clocks, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.schedules import (
    LONDON,
    Rhythm,
    Schedule,
    due_slots,
    next_slots,
    period_before,
    refuse_schedule,
    slots,
)
from participation.rules.refusals import Refusal
from participation.rules.working_days import is_working_day

schedules = st.builds(
    Schedule,
    rhythm=st.sampled_from(Rhythm),
    first_on=st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    at=st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0)),
    working_days=st.booleans(),
    last_on=st.none(),
)
moments = st.integers(0, 5 * 366 * 24 * 60).map(
    lambda m: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


def due(schedule: Schedule, how_many: int) -> list[str]:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return [slot.due.isoformat() for slot in next_slots(schedule, start, how_many)]


@given(schedules, moments, st.lists(st.timedeltas(timedelta(0), timedelta(days=90)), max_size=8))
def test_looking_at_any_moments_finds_each_slot_exactly_once(schedule, start, steps):
    found, last, now = [], start, start
    for step in steps:
        now += step
        new = due_slots(schedule, last, now)
        found += new
        last = new[-1].due if new else last
    assert found == due_slots(schedule, start, now)
    assert len({slot.name for slot in found}) == len(found)


@given(schedules, moments)
def test_slots_come_in_order_at_the_hour_asked_for(schedule, start):
    coming = next_slots(schedule, start, 12)
    assert all(slot.due > start for slot in coming)
    assert all(one.due < other.due and one.name < other.name for one, other in pairwise(coming))
    for slot in coming:
        local = slot.due.astimezone(LONDON)
        skipped = local.time() != schedule.at  # only an hour that the clocks skip may be told otherwise
        assert not skipped or (local - timedelta(hours=1)).utcoffset() != local.utcoffset()


@given(schedules, moments)
def test_moved_slots_fall_on_the_next_working_day(schedule, start):
    for slot in next_slots(schedule, start, 12):
        told, unmoved = slot.due.astimezone(LONDON).date(), date.fromisoformat(slot.name)
        if not schedule.working_days:
            assert told == unmoved
            continue
        assert is_working_day(told)
        assert not any(is_working_day(unmoved + timedelta(days=n)) for n in range((told - unmoved).days))


def test_a_week_is_a_week_on_the_clock_when_the_clocks_go_back():
    weekly = Schedule(Rhythm.WEEKLY, date(2026, 10, 19), time(18))
    assert due(weekly, 2) == ["2026-10-19T17:00:00+00:00", "2026-10-26T18:00:00+00:00"]


def test_an_hour_the_clocks_skip_and_one_they_repeat_happen_once():
    spring = Schedule(Rhythm.WEEKLY, date(2026, 3, 29), time(1, 30), working_days=False)
    autumn = Schedule(Rhythm.WEEKLY, date(2026, 10, 25), time(1, 30), working_days=False)
    assert due(spring, 2) == ["2026-03-29T01:30:00+00:00", "2026-04-05T00:30:00+00:00"]
    assert due(autumn, 2) == ["2026-10-25T00:30:00+00:00", "2026-11-01T01:30:00+00:00"]


def test_months_end_where_they_end():
    monthly = Schedule(Rhythm.MONTHLY, date(2027, 12, 31), time(12), working_days=False)
    assert [slot.name for slot in next_slots(monthly, datetime(2027, 1, 1, tzinfo=UTC), 4)] == [
        "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31",
    ]  # fmt: skip


def test_christmas_moves_to_the_day_after_the_bank_holidays():
    weekly = Schedule(Rhythm.WEEKLY, date(2026, 12, 25), time(18))
    assert due(weekly, 1) == ["2026-12-29T18:00:00+00:00"]


def test_a_schedule_ends_on_its_last_day():
    monthly = Schedule(Rhythm.MONTHLY, date(2026, 1, 5), last_on=date(2026, 3, 5))
    assert len(list(slots(monthly, datetime(2025, 1, 1, tzinfo=UTC)))) == 3
    assert next_slots(monthly, datetime(2026, 4, 1, tzinfo=UTC)) == []


def test_the_first_period_is_one_rhythm_long():
    quarterly = Schedule(Rhythm.QUARTERLY, date(2026, 5, 31), time(18))
    slot = next_slots(quarterly, datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert period_before(quarterly, slot) == datetime(2026, 2, 28, 18, tzinfo=UTC)


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("schedule", "members", "reason"),
    [
        (Schedule(Rhythm.WEEKLY, TODAY), 0, "no members yet"),
        (Schedule(Rhythm.WEEKLY, date(2026, 11, 23)), 5, "first day has passed"),
        (Schedule(Rhythm.WEEKLY, date(2029, 1, 1)), 5, "more than two years"),
        (Schedule(Rhythm.WEEKLY, TODAY, last_on=date(2026, 11, 23)), 5, "last day is before its first"),
        (Schedule(Rhythm.WEEKLY, TODAY, time(9), last_on=TODAY), 5, "only time today has passed"),
    ],
)
def test_a_schedule_that_cannot_work_is_refused_with_its_reason(schedule, members, reason):
    with pytest.raises(Refusal, match=reason):
        refuse_schedule(schedule, NOON, members)


def test_a_schedule_that_works_is_not_refused():
    refuse_schedule(Schedule(Rhythm.WEEKLY, TODAY, time(18), last_on=TODAY), NOON, 1)

"""Slots of summaries: each drafted once when it is due, after downtime, over clock changes and in a race."""

from __future__ import annotations

import threading
import time as real_time
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import sqlalchemy as sa

from app import clock
from app.db import db
from app.scheduler import running
from app.scheduler.jobs import Job
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule
from governance.services import bodies, sources
from models.places import Body
from models.summaries import Summary
from tests.summary_slots_made import (
    START,
    committee,
    draft,
    schedule,
    told_fixture,  # noqa: F401 - a fixture
)


def slots() -> list[str]:
    return list(db.session.scalars(sa.select(Summary.slot).order_by(Summary.until)))


def test_nothing_is_drafted_before_it_is_due_and_once_when_it_is(app, cast, told):
    schedule(cast)
    assert draft(datetime(2026, 1, 9, 17, 59, tzinfo=UTC)) == "No summary was due."
    assert draft(datetime(2026, 1, 9, 18, 0, tzinfo=UTC)) == "Drafted 1."
    assert draft(datetime(2026, 1, 9, 18, 0, tzinfo=UTC)) == "No summary was due."
    assert told == [(datetime(2026, 1, 2, 18, tzinfo=UTC), datetime(2026, 1, 9, 18, tzinfo=UTC))]


def test_after_downtime_every_missed_slot_is_cut_with_periods_that_meet(app, cast, told):
    schedule(cast)
    draft(datetime(2026, 1, 9, 18, tzinfo=UTC))
    assert draft(datetime(2026, 4, 20, 3, tzinfo=UTC)) == "Drafted 14."
    assert all(earlier[1] == later[0] for earlier, later in pairwise(told))
    assert told[-1][1] == datetime(
        2026, 4, 17, 17, tzinfo=UTC
    )  # six in the evening, once the clocks went forward


def test_a_year_of_weeks_runs_over_both_clock_changes_each_slot_once(app, cast, told):
    schedule(cast, working_days=False)
    began, moment = real_time.monotonic(), START
    while moment < START + timedelta(days=365):
        draft(moment)
        moment += timedelta(hours=31)
    assert slots() == [(date(2026, 1, 9) + timedelta(weeks=n)).isoformat() for n in range(52)]
    assert len(told) == 52
    assert real_time.monotonic() - began < 60


def test_schedulers_racing_draft_each_slot_once(app, cast, told):
    schedule(cast)
    job = {"draft summaries due": Job("governance.services.summaries.draft_due", 60, "Drafts.")}

    def race(holder: str) -> None:
        with app.app_context():
            for day in range(9, 40, 2):
                moment = datetime(2026, 1, 1, 18, 0, tzinfo=UTC) + timedelta(days=day)
                with clock.at(moment):
                    running.tick(holder, job)
                    running.run_by_hand("draft summaries due", job["draft summaries due"], moment)

    threads = [threading.Thread(target=race, args=(f"holder {n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert slots() == ["2026-01-09", "2026-01-16", "2026-01-23", "2026-01-30", "2026-02-06"]


def test_one_bodys_trouble_does_not_stop_the_others(app, cast, monkeypatch, work):
    with work():
        db.session.add(Body(name="Another body", team_id=committee().team_id))
    for body in db.session.scalars(sa.select(Body)).all():
        with unit_of_work(), clock.at(START):
            bodies.set_schedule(cast("Kwame"), body, Schedule(Rhythm.WEEKLY, date(2026, 1, 9)))
    first = iter([ValueError("on purpose")])

    def collect(team_id, since, until):
        for trouble in first:
            raise trouble
        return []

    monkeypatch.setattr(sources, "collect", collect)
    assert draft(datetime(2026, 1, 9, 18, tzinfo=UTC)).startswith("failed: 1 bodies")
    assert len(slots()) == 1
    assert draft(datetime(2026, 1, 9, 18, 1, tzinfo=UTC)) == "Drafted 1."


def test_changing_the_schedule_never_reaches_into_the_past(app, cast, told):
    schedule(cast)
    draft(datetime(2026, 1, 9, 18, tzinfo=UTC))
    with unit_of_work(), clock.at(datetime(2026, 2, 20, 9, tzinfo=UTC)):
        bodies.set_schedule(cast("Kwame"), committee(), Schedule(Rhythm.MONTHLY, date(2026, 3, 2), time(12)))
    assert draft(datetime(2026, 3, 2, 12, tzinfo=UTC)) == "Drafted 1."
    assert told[1][0] == told[0][1]

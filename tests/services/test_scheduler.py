"""The scheduler: one process runs the jobs, each slot happens once, and a dead holder is replaced."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from app.scheduler import lease, running, tidying
from app.scheduler.jobs import JOBS, Job
from app.unit_of_work import unit_of_work
from models.jobs import JobRun, OutboxMessage

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CALLS: list[datetime] = []


def count_a_call(now: datetime) -> str:
    CALLS.append(now)
    return "Counted a call."


def fail(now: datetime) -> None:
    db.session.add(JobRun(name="half", slot="done", started_at=now, finished_at=None, outcome=""))
    db.session.flush()
    raise ValueError("on purpose")


HERE = "here.count_a_call"
COUNTING = {"counting": Job(HERE, 60, "Counts its calls.")}


@pytest.fixture(autouse=True)
def _own_functions(monkeypatch):
    monkeypatch.setattr(Job, "function", lambda self: {HERE: count_a_call}.get(self.path, fail))
    CALLS.clear()


def tick(holder: str, moment: datetime) -> list[running.Outcome]:
    with clock.at(moment):
        return running.tick(holder, COUNTING)


def test_one_holder_at_a_time_and_only_the_holder_runs(app):
    assert [o.said for o in tick("first", NOON)] == ["Counted a call."]
    assert tick("second", NOON + timedelta(seconds=20)) == []
    assert [o.ran for o in tick("first", NOON + timedelta(seconds=20))] == [False]  # renewed, same slot
    assert len(CALLS) == 1


def test_a_killed_holder_is_replaced_when_its_lease_ends(app):
    tick("first", NOON)
    assert tick("second", NOON + lease.LASTS - timedelta(seconds=1)) == []
    assert [o.ran for o in tick("second", NOON + timedelta(minutes=5))] == [True]
    assert tick("first", NOON + timedelta(minutes=5)) == []  # back from the dead: no longer the holder
    assert len(CALLS) == 2


def test_a_lease_given_back_is_free_at_once(app, work):
    tick("first", NOON)
    with work():
        lease.give_back("second", NOON)
    assert tick("second", NOON + timedelta(seconds=1)) == []  # nobody gives back another's lease
    with work():
        lease.give_back("first", NOON)
    assert tick("second", NOON + timedelta(seconds=1)) != []


def test_two_schedulers_racing_do_each_slot_once(app):
    def race(holder: str) -> None:
        with app.app_context():
            for minute in range(5):
                with clock.at(NOON + timedelta(minutes=minute)):
                    running.run(
                        "counting", COUNTING["counting"], clock.now(), COUNTING["counting"].slot(clock.now())
                    )

    threads = [threading.Thread(target=race, args=(f"holder {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(CALLS) == [NOON + timedelta(minutes=m) for m in range(5)]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(JobRun)) == 5


def test_a_failure_is_recorded_keeps_nothing_else_and_stops_no_other_job(app):
    jobs = {"failing": Job("somewhere.fail", 60, "Fails."), **COUNTING}
    with clock.at(NOON):
        outcomes = running.tick("first", jobs)
    assert [o.failed for o in outcomes] == [True, False]
    runs = {run.name: run.outcome for run in db.session.scalars(sa.select(JobRun))}
    assert runs == {"failing": "failed: ValueError: on purpose", "counting": "Counted a call."}


def test_slots_are_whole_lengths_of_time_in_utc():
    job = Job("a.b", 3600, "Hourly.")
    assert job.slot(datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)) == "2026-10-25T00:00:00Z"
    assert job.slot(datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC)) == "2026-10-25T01:00:00Z"


def test_by_hand_runs_whatever_the_slot_says(app):
    tick("first", NOON)
    assert running.run_by_hand("counting", COUNTING["counting"], NOON).ran
    assert running.run_by_hand("counting", COUNTING["counting"], NOON).ran
    assert len(CALLS) == 3


def test_letters_wait_and_say_so_until_there_is_a_mail_server(app, work, cast):
    from app import outbox

    with work():
        for _ in range(2):
            outbox.post(cast("Kwame").user_id, "A summary waits", "Sign in to read it.", dedupe_key="a")
    assert outbox.send_due(NOON) == "No mail server is set up, so 1 letter waits."
    assert db.session.scalar(sa.select(OutboxMessage.sent_at)) is None


def test_tidying_removes_only_what_is_old(app, work):
    with unit_of_work():
        for days in (1, 13, 15):
            started = NOON - timedelta(days=days)
            db.session.add(JobRun(name="x", slot=str(days), started_at=started, finished_at=started))
    with unit_of_work():
        assert tidying.tidy(NOON) == (
            "Removed 1 notes on job runs, 0 on answered forms and 0 answers never sent."
        )


def test_every_job_says_what_it_does():
    assert all(job.does.endswith(".") and job.every >= 60 for job in JOBS.values())


def test_a_job_that_says_part_of_it_failed_is_a_failure_but_keeps_the_rest(app, monkeypatch):
    monkeypatch.setattr(Job, "function", lambda self: lambda now: "failed: 1 of 2 could not be done.")
    with clock.at(NOON):
        outcomes = running.tick("first", COUNTING)
    assert outcomes[0].failed
    assert outcomes[0].error is None
    assert running.last_runs()["tidy up"] is None

"""`flask jobs`: clear lines and honest exit codes. `/healthz`: always 200, with no detail that is private."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from app import clock
from app.db import db
from app.scheduler import lease, running
from app.scheduler.jobs import JOBS, Job
from models.jobs import JobRun

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def ask(app, *words):
    return app.test_cli_runner().invoke(args=["jobs", *words])


def test_list_names_every_job(app):
    said = ask(app, "list").output
    assert all(name in said and job.does in said for name, job in JOBS.items())


def test_run_does_one_job_as_of_a_moment(app):
    done = ask(app, "run", "send letters", "--now", "2026-12-08T18:00")
    assert (done.exit_code, done.output) == (0, "send letters: No letter waits.\n")
    assert db.session.scalar(sa.select(JobRun.started_at)) == datetime(2026, 12, 8, 18, tzinfo=UTC)


def test_run_refuses_what_it_does_not_know(app):
    assert ask(app, "run", "make tea").exit_code == 2
    for moment in ("tomorrow", "2026-13-01", "0001-01-01", "9999-12-31T23:59:59Z", ""):
        wrong = ask(app, "run", "--now", moment)
        assert wrong.exit_code == 2
        assert "Write it like 2026-12-08T18:00" in wrong.output


def test_run_exits_non_zero_with_the_reason_when_a_job_fails(app, monkeypatch):
    monkeypatch.setitem(JOBS, "count closed rounds", Job("app.outbox.no_such_function", 60, "Fails."))
    done = ask(app, "run")
    assert done.exit_code == 1
    assert "count closed rounds: failed: AttributeError" in done.output
    assert "send letters: No letter waits." in done.output


def test_run_says_what_to_do_when_there_is_no_table(app, work):
    with work():
        db.session.execute(sa.text("DROP TABLE job_runs"))
    done = ask(app, "run")
    assert done.exit_code == 1
    assert "flask database upgrade" in done.output


def test_healthz_tells_the_state_of_database_and_scheduler(app, work):
    browser = app.test_client()
    assert browser.get("/healthz").get_json()["scheduler"]["state"] == "switched off"
    with work():
        lease.take("somebody", clock.now())
    running.run_by_hand("send letters", JOBS["send letters"], NOON)
    said = browser.get("/healthz").get_json()
    assert (said["status"], said["database"], said["scheduler"]["state"]) == ("ok", "answering", "running")
    assert said["scheduler"]["last_runs"]["send letters"]["outcome"] == "No letter waits."


def test_healthz_hides_the_details_of_a_failure(app):
    running.run_by_hand("send letters", Job("app.outbox.no_such_function", 60, "Fails."), NOON)
    said = app.test_client().get("/healthz")
    assert said.get_json()["status"] == "needs attention"
    assert "no_such_function" not in said.get_data(as_text=True)


def test_healthz_answers_200_when_the_database_does_not(app, work):
    with work():
        db.session.execute(sa.text("DROP TABLE scheduler_leases"))
    said = app.test_client().get("/healthz")
    assert said.status_code == 200
    assert said.get_json() == {
        "status": "needs attention", "database": "not answering", "scheduler": {"state": "not known"},
    }  # fmt: skip

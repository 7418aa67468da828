"""Running jobs: one slot is one transaction, so it happened wholly or not at all, whoever is killed when."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app import clock
from app.db import db
from app.scheduler import lease
from app.scheduler.jobs import JOBS, Job, NotBuiltYet
from app.unit_of_work import unit_of_work
from models.jobs import JobRun

log = logging.getLogger("our_part.scheduler")
FAILED = "failed: "
LONGEST_OUTCOME = 500


@dataclass(frozen=True)
class Outcome:
    """What came of one job: `said` is a plain sentence; `ran` is False when its slot had already happened."""

    name: str
    said: str
    ran: bool = True
    error: Exception | None = None

    @property
    def failed(self) -> bool:
        """Whether it raised, or says that part of its work failed."""
        return self.error is not None or self.said.startswith(FAILED)


def tick(holder: str, jobs: dict[str, Job] | None = None) -> list[Outcome]:
    """What the timer does: under the lease, run each job whose present slot has not happened."""
    now = clock.now()
    with unit_of_work():
        if not lease.take(holder, now):
            return []
    chosen = JOBS if jobs is None else jobs
    return _logged([run(name, job, now, job.slot(now)) for name, job in chosen.items() if not job.apart])


def tick_apart(jobs: dict[str, Job] | None = None) -> list[Outcome]:
    """What a second thread does: the jobs that may be slow, so that they hold up no other. They need no lease,
    because what they do is claimed piece by piece.
    """
    now, chosen = clock.now(), JOBS if jobs is None else jobs
    return _logged([run(name, job, now, job.slot(now)) for name, job in chosen.items() if job.apart])


def _logged(outcomes: list[Outcome]) -> list[Outcome]:
    for outcome in outcomes:
        if outcome.failed:
            log.error("the job %s %s", outcome.name, outcome.said, exc_info=outcome.error)
    return outcomes


def run_by_hand(name: str, job: Job, now: datetime) -> Outcome:
    """Run a job as of `now` whatever its slots say: it does only what is due, so twice is no harm."""
    with clock.at(now):
        return run(name, job, now, f"{clock.now().isoformat()} by hand {lease.new_holder()}")


def run(name: str, job: Job, now: datetime, slot: str) -> Outcome:
    """Do one slot of one job unless it has happened. A failure is recorded, and the next slot tries again."""
    try:
        said = _apart(name, job, now, slot) if job.apart else _within(name, job, now, slot)
        if said is None:
            return Outcome(name, "already done", ran=False)
    except NotBuiltYet:
        return Outcome(name, "not built yet", ran=False)
    except Exception as error:  # noqa: BLE001 - one job's fault must not stop the others, nor the scheduler
        said = f"{FAILED}{type(error).__name__}: {error}"
        _note_failure(name, slot, now, said)
        return Outcome(name, said, error=error)
    return Outcome(name, said)


def _within(name: str, job: Job, now: datetime, slot: str) -> str | None:
    """The job and the note that it ran, in one transaction; None when the slot has happened."""
    with unit_of_work():
        if db.session.get(JobRun, (name, slot)) is not None:
            return None
        said = _words(job.function()(now))
        _note(name, slot, now, said)
    return said


def _apart(name: str, job: Job, now: datetime, slot: str) -> str | None:
    """A job with transactions of its own; only what it did is noted after it."""
    db.session.rollback()
    if db.session.get(JobRun, (name, slot)) is not None:
        return None
    said = _words(job.function()(now))
    with unit_of_work():
        if db.session.get(JobRun, (name, slot)) is None:
            _note(name, slot, now, said)
    return said


def last_runs() -> dict[str, JobRun | None]:
    """The newest slot of each job (slots are named by time, so the greatest name is the newest)."""
    return {
        name: db.session.scalar(
            sa.select(JobRun).where(JobRun.name == name).order_by(JobRun.slot.desc()).limit(1)
        )
        for name in JOBS
    }


def _note(name: str, slot: str, now: datetime, said: str) -> None:
    kept = said[:LONGEST_OUTCOME]
    db.session.add(JobRun(name=name, slot=slot, started_at=now, finished_at=clock.now(), outcome=kept))


def _note_failure(name: str, slot: str, now: datetime, said: str) -> None:
    with unit_of_work():
        if db.session.get(JobRun, (name, slot)) is None:
            _note(name, slot, now, said)


def _words(result: object) -> str:
    if isinstance(result, str):
        return result
    count = result if isinstance(result, int) else len(result) if isinstance(result, list | tuple) else None
    return "Nothing was due." if not count else f"{count} done."

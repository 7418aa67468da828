"""`flask jobs list|run`: what the scheduler does, by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import click
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.db import db
from app.scheduler.jobs import JOBS, NotBuiltYet
from app.scheduler.running import last_runs, run_by_hand
from app.times import LONDON

T = TypeVar("T")


class Instant(click.ParamType[datetime]):
    """An ISO-8601 date or time; without a zone it is London's."""

    name = "ISO-8601"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or say how to write it."""
        try:
            read = datetime.fromisoformat(value)
            aware = read if read.tzinfo else read.replace(tzinfo=LONDON)
            if 2000 <= aware.year <= 2200:
                return aware
        except (ValueError, OverflowError):
            pass
        return self.fail(
            f"{value!r} is not a time. Write it like 2026-12-08T18:00 or 2026-12-08T18:00Z", param, ctx
        )


@click.group("jobs")
def command() -> None:
    """The scheduler's jobs."""


@command.command("list")
def list_jobs() -> None:
    """List every job: how often, what it does, when it last ran."""
    runs = _or_say_why(last_runs)
    for name, job in JOBS.items():
        try:
            job.function()
            last = runs[name]
            state = f"last ran {last.slot}: {last.outcome}" if last else "has not run yet"
        except NotBuiltYet:
            state = "not built yet"
        click.echo(f"{name}\n  every {_length(job.every)}: {job.does}\n  {state}")


@command.command("run")
@click.argument("name", required=False)
@click.option(
    "--now", "moment", type=Instant(), help="Pretend it is this moment (London time unless it says)."
)
def run_jobs(name: str | None, moment: datetime | None) -> None:
    """Run everything that is due, once (or only the job NAME). Exits 1 when a job fails."""
    if name is not None and name not in JOBS:
        click.echo(f"There is no job {name!r}. The jobs are: {', '.join(JOBS)}", err=True)
        sys.exit(2)
    now = moment or clock.now()
    chosen = JOBS if name is None else {name: JOBS[name]}
    outcomes = _or_say_why(lambda: [run_by_hand(each, job, now) for each, job in chosen.items()])
    for outcome in outcomes:
        click.echo(f"{outcome.name}: {outcome.said}", err=outcome.failed)
    if any(outcome.failed for outcome in outcomes):
        sys.exit(1)


def _or_say_why(work: Callable[[], T]) -> T:
    try:
        return work()
    except SQLAlchemyError as error:
        db.session.rollback()
        said = str(getattr(error, "orig", error)).splitlines()[0]
        click.echo(f"The database is not ready ({said}). Try: flask database upgrade", err=True)
        sys.exit(1)


def _length(seconds: int) -> str:
    return "hour" if seconds == 3600 else "minute" if seconds == 60 else f"{seconds} seconds"

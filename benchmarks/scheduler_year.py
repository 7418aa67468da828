"""A year of three bodies' accounts, with real processes: two schedulers, one of them killed at random with SIGKILL.

Each process runs the real timer's turn with the clock sped up (four days a second). Prints how many
were killed and how many summaries were drafted, and fails when any was missed, doubled, or cut at the wrong moment.
Run with a database address as OUR_PART_YEAR_DATABASE for PostgreSQL; otherwise a SQLite file in a temporary folder.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from app import clock, create_app, migrating
from app.demo import people
from app.scheduler import lease, running
from app.scheduler.jobs import JOBS
from app.unit_of_work import unit_of_work
from tests import year_made
from tests.conftest import settings_for

SPEED = 4 * 86_400  # seconds of the year for each real one
NAME = "draft summaries due"
LASTS = (year_made.ENDS - year_made.BEGINS).total_seconds() / SPEED
LONGER = 25  # real seconds at the year's end, so that whoever was just started catches up


def scheduler(folder: Path, database: str, started: float) -> None:
    """One process: turns for as long as the year lasts, with the clock every process reads from the same start."""
    app = create_app(settings_for(folder, database))
    holder = lease.new_holder()
    with app.app_context():
        while time.time() < started + LASTS + LONGER:
            with clock.at(_moment(started)):
                running.tick(holder, {NAME: JOBS[NAME]})
            time.sleep(0.005)


def main() -> int:
    """Start two, kill one of them every now and then, and read what the year came to."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        database = os.environ.get("OUR_PART_YEAR_DATABASE") or f"sqlite:///{folder / 'year.sqlite3'}"
        app = create_app(settings_for(folder, database))
        with app.app_context():
            migrating.upgrade()
            with unit_of_work():
                people.add_places()
                people.add_cast()
            year_made.three_bodies()
        started, dice, killed = time.time() + 3, random.Random(2026), 0  # noqa: S311 - which one dies
        alive = [_start(folder, database, started) for _ in range(2)]
        while _moment(started) < year_made.ENDS:
            time.sleep(dice.uniform(0.5, 8))
            who = dice.randrange(2)
            alive[who].send_signal(signal.SIGKILL)
            alive[who].wait()
            killed += 1
            alive[who] = _start(folder, database, started)
        for process in alive:
            process.wait()
        with app.app_context():
            faults = [*year_made.faults(), *year_made.off_the_hour()]
    print(f"{sum(map(len, year_made.wanted().values()))} summaries due, {killed} processes killed: "
          f"{faults or 'each exactly once'}")  # fmt: skip
    return 1 if faults else 0


def _moment(started: float) -> datetime:
    gone = timedelta(seconds=max(0.0, time.time() - started) * SPEED)
    return min(year_made.BEGINS + gone, year_made.ENDS)


def _start(folder: Path, database: str, started: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.scheduler_year", str(folder), database, str(started)]
    return subprocess.Popen(command)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        scheduler(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
    else:
        sys.exit(main())

"""Fifty races of 32 processes for one pot, and fifty processes killed while they write, on both databases.

Prints what was overspent, promised twice or lost (each must be none), and what the unguarded controls lose.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import create_app, migrating
from app.db import db
from app.demo import people
from app.unit_of_work import unit_of_work
from tests import racing
from tests.conftest import settings_for
from tests.money_made import a_pot, area_id
from tests.postgres_server import NoPostgres, Server

RACES, KILLS, PROCESSES, SHARED, EACH, HOLDS = 50, 50, 32, 6, 1, 200_00


def main() -> None:
    """Race and kill on SQLite, then on PostgreSQL where pip has one; ends with 1 when anything was lost."""
    faults = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        place(f"sqlite:///{folder}/races.sqlite3", Path(folder)) as url,
    ):
        faults += tried("SQLite", url, Path(folder))
    try:
        with (
            Server() as server,
            tempfile.TemporaryDirectory() as folder,
            place(server.url(server.create()), Path(folder)) as url,
        ):
            faults += tried("PostgreSQL", url, Path(folder))
    except NoPostgres as none:
        print(f"PostgreSQL: {none}")
    sys.exit(1 if faults else 0)


@contextmanager
def place(url: str, folder: Path) -> Iterator[str]:
    """A migrated database with the cast in it, and an app on it."""
    with create_app(settings_for(folder, url)).app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        yield url
        db.session.remove()
        db.engine.dispose()


def tried(name: str, url: str, folder: Path) -> int:
    """All of it on one database; how many faults there were."""
    faults = raced(folder)
    over = [racing.overspent_without_guard(url, PROCESSES, EACH + 1, HOLDS) for _ in range(5)]
    print(
        f"{name}: {RACES} races of {PROCESSES} processes: {len(faults)} faults; unguarded control overspends "
        f"£{min(over) / 100:.2f} to £{max(over) / 100:.2f} of £{HOLDS / 100:.2f}"
    )
    lost = killed()
    print(f"{name}: {KILLS} kills while writing: {len(lost)} acknowledged entries lost, changed or doubled")
    for fault in [*faults, *lost][:10]:
        print(f"  {fault}")
    return len(faults) + len(lost)


def raced(folder: Path) -> list[str]:
    """Every fault of every race; awards are named anew each time."""
    faults = []
    for turn in range(RACES):
        with unit_of_work():
            pot, area = a_pot({"Millfield": HOLDS}, name=f"Race {turn}").id, area_id("Millfield")
        notes = folder / f"race-{turn}"
        notes.mkdir()
        racing.race(PROCESSES, racing.promise_all, notes, pot, area, SHARED, EACH, f"{turn}-")
        faults += racing.check_race(pot, HOLDS, racing.acknowledged(notes))
    return faults


def killed() -> list[str]:
    """Every fault of every kill."""
    with unit_of_work():
        pot, area = a_pot({"Millfield": 100_000_000_00}, name="Kills").id, area_id("Millfield")
    dice = random.Random(50)  # noqa: S311 - moments to kill at, not a secret
    return [fault for turn in range(KILLS) for fault in racing.killed(pot, area, turn, dice)]


if __name__ == "__main__":
    main()

"""32 processes try to vote for the same people, with the same codes and at the same tablet, on both databases.

Prints how many votes went in for how many people (a ratio: 1.00 is right), and the same without the guard, which
must be more.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app import create_app, migrating
from app.db import db
from app.demo import people
from app.unit_of_work import unit_of_work
from tests.conftest import settings_for
from tests.databases import disarm
from tests.postgres_server import Server
from tests.services.test_ballots_race import race, to_race_for

PROCESSES, VOTERS, CARDS = 32, 50, 6


def main() -> None:
    """Race on each database, with and without the guard; end with 1 when anybody's vote counted twice."""
    worst = 0
    for name in ("SQLite", "PostgreSQL"):
        for guarded in (True, False):
            people_, ballots = _race(name, guarded=guarded)
            how = "guarded" if guarded else "no guard"
            said = f"{ballots} votes in for {people_} who may vote once: {ballots / people_:.2f}"
            print(f"{name}, {PROCESSES} processes, {how}: {said}", flush=True)
            worst = max(worst, ballots - people_ if guarded else 0)
    print(f"double votes: {worst}")
    sys.exit(1 if worst else 0)


def _race(name: str, *, guarded: bool) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        if name == "SQLite":
            return _on(Path(folder), f"sqlite:///{folder}/race.sqlite3", guarded=guarded)
        with Server() as server:
            return _on(Path(folder), server.url(server.create()), guarded=guarded)


def _on(folder: Path, url: str, *, guarded: bool) -> tuple[int, int]:
    app = create_app(settings_for(folder, url))
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        with unit_of_work():
            to_race_for(folder, VOTERS, CARDS)
        if not guarded:
            with unit_of_work():
                disarm(db.session, "roll_entries_vote_once", "roll_entries")
        db.session.remove()
        marked, ballots, _ = race(folder, guarded=guarded, processes=PROCESSES)
        db.session.remove()
        db.engine.dispose()
    return marked, ballots


if __name__ == "__main__":
    main()

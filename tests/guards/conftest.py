"""A furnished place for the sweeps: made once a session, copied for each app that wants one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app import clock, create_app
from app.db import db
from tests.among_workers import made_by_the_first
from tests.conftest import settings_for
from tests.guards.hostile_place import Place, make_place
from tests.sweep_place import furnish
from tests.sweep_place.found import Ids

# A morning after the second summary was due; everything in the place is about this day.
TODAY = datetime(2027, 1, 12, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def furnished(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    """The database file of a place with a record behind every address, and their ids by name."""
    folder = made_by_the_first(tmp_path_factory, "furnished", lambda new: _furnish(new, migrated))
    ids: Ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    return folder / "test.sqlite3", ids


def _furnish(folder: Path, migrated: Path) -> None:
    shutil.copy(migrated, folder / "test.sqlite3")
    app = create_app(settings_for(folder))
    with clock.at(TODAY), app.app_context():
        ids = furnish()
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    (folder / "ids.json").write_text(json.dumps(ids), encoding="utf-8")


@pytest.fixture(scope="module")
def ids(furnished: tuple[Path, Ids]) -> Ids:
    """The public ids of the furnished place, by name."""
    return furnished[1]


@pytest.fixture(scope="module")
def open_place(
    furnished: tuple[Path, Ids], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Flask]]:
    """`open_place()`: an app on a fresh copy of the furnished place. The clock stands still for the whole module."""
    made: list[Flask] = []

    def opened() -> Flask:
        folder = tmp_path_factory.mktemp("place")
        shutil.copy(furnished[0], folder / "test.sqlite3")
        made.append(create_app(settings_for(folder)))
        return made[-1]

    with clock.at(TODAY):
        yield opened
        for app in made:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


@pytest.fixture(scope="module")
def place(open_place: Callable[[], Flask], ids: Ids) -> Iterator[Place]:
    """The furnished place, where every form can be sent anything and nothing is committed."""
    with pytest.MonkeyPatch.context() as patch:
        yield make_place(open_place(), ids, patch)

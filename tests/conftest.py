"""What every test may ask for: a migrated app on a file database, the cast, and a client that inspects each page."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import settings as hypothesis_settings

from app import clock, create_app, migrating
from app.access.actors import actor_from
from app.config import Mode, Settings
from app.db import db
from app.demo import people
from app.times import LONDON
from app.unit_of_work import unit_of_work
from models.people import User
from participation.rules.people import Actor
from tests.among_workers import made_by_the_first
from tests.inspector import Inspector

if TYPE_CHECKING:
    from tests.postgres_server import Server

pytest_plugins = [
    "tests.databases",  # database_url: SQLite everywhere, and PostgreSQL too under tests/services
    "tests.beginnings",  # begin: places built once and copied
    "tests.rendered",  # in a whole run, every template is rendered by some test
]

# The same examples every run, and no stopwatch: a busy machine is not a fault.
hypothesis_settings.register_profile("ours", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ours")

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of pytest's own, with a random name, is made inside
ROOM_FOR_TESTS = 2**31
LONGEST_FIRST = (
    "test_the_whole_line", "test_hostile", "test_access_matrix", "test_hostile_pages", "test_queries",
    "test_secrecy", "test_proposals_hostile", "test_together", "test_ballots_crash", "test_proposals",
    "test_fifty_disclosures", "test_decisions", "test_ballots_race", "test_scheduler_year", "test_supports",
)  # fmt: skip
SELDOM = (20_000, 20, 50)  # new objects before a search for rubbish, then searches before a wider one


def _keep_files_in_memory() -> None:
    """Most of a test's wait is for a disk; where there is a folder in memory with room, the tests' files go there."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_FOR_TESTS
    if roomy and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _keep_compiled_code() -> None:
    """Each worker, and each server that a test starts, would otherwise compile every module and every test anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _folder_for_templates() -> Path:
    """Compiling is most of a first page: the first process makes the folder, those it starts find it by name."""
    if told := os.environ.get(TEMPLATES):
        return Path(told)
    made = tempfile.mkdtemp(prefix="our-part-templates-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ[TEMPLATES] = made
    return Path(made)


TEMPLATES = "OUR_PART_TESTS_TEMPLATES"
_keep_files_in_memory()
_keep_compiled_code()
COMPILED = _folder_for_templates()
CHEAP_HASHES = {"argon2_memory_kib": 8, "argon2_passes": 1}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: a test of three minutes begun last would leave the other workers waiting for it."""
    place = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end: looking through it again and again for rubbish would find none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def settings_for(folder: Path, database_url: str | None = None) -> Settings:
    """Test settings: a database in `folder` unless an address is given, secrets that are plainly not real."""
    return Settings(
        mode=Mode.TEST, database_url=database_url or f"sqlite:///{folder / 'test.sqlite3'}",
        secret_key="test-only-" * 4, pepper="test-pepper-" * 3, words_key="test-words-" * 3,
        instance_folder=folder, scheduler=False, template_cache=COMPILED, **CHEAP_HASHES,
    )  # fmt: skip


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the cast in it, made once; each test works on a copy."""
    folder = made_by_the_first(tmp_path_factory, "migrated", lambda new: _fill(settings_for(new)))
    return folder / "test.sqlite3"


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database made in the same way; each test works on a copy."""
    name = postgres_server.create()
    _fill(settings_for(tmp_path_factory.mktemp("migrated-postgres"), postgres_server.url(name)))
    return name


def _fill(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        migrating.upgrade()
        with unit_of_work():
            people.add_places()
            people.add_cast()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()


@pytest.fixture(scope="session")
def kept_apps() -> dict[str, tuple[Flask, list[str]]]:
    """An app for each kind of database, and the address its connections go to now.

    Making an app and compiling every statement anew would be a third of all the time the tests take.
    """
    return {}


@pytest.fixture
def app(
    database_url: str,
    tmp_path: Path,
    kept_apps: dict[str, tuple[Flask, list[str]]],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Flask]:
    """The app on this test's own copy of the migrated database, with an application context pushed."""
    settings = settings_for(tmp_path, database_url)
    kind = database_url.partition(":")[0]
    if kind not in kept_apps:
        kept_apps[kind] = _app_that_can_move(settings)
    made, address = kept_apps[kind]
    address[0] = database_url
    made.extensions["our_part_settings"] = settings
    from tests import built_once  # not before pytest has loaded the plugins named above

    server = None if kind == "sqlite" else request.getfixturevalue("postgres_server")
    is_plain = "monkeypatch" not in request.fixturenames
    here = built_once.Here(
        made, database_url, server, settings, lambda: tmp_path_factory.mktemp("built"), is_plain
    )
    built_once.present.append(here)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()
    built_once.present.remove(here)


def _app_that_can_move(settings: Settings) -> tuple[Flask, list[str]]:
    from tests.built_once import note

    made, address = create_app(settings), [settings.database_url]
    with made.app_context():

        @sa.event.listens_for(db.engine, "do_connect")
        def connect(dialect: sa.Dialect, record: Any, args: list[Any], named: dict[str, Any]) -> None:
            args[:], changed = dialect.create_connect_args(sa.make_url(address[0]))
            named.update(changed)

        @sa.event.listens_for(db.engine, "before_cursor_execute")
        def execute(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            note(statement)

    return made, address


@pytest.fixture
def client(app: Flask) -> Inspector:
    """A browser stand-in that checks every page it is shown."""
    return Inspector(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], Inspector]:
    """`sign_in("Grace")`: a client already signed in as that member of the cast."""

    def signed_in(name: str) -> Inspector:
        made = Inspector(app)
        made.sign_in_as(person(name).public_id)
        return made

    return signed_in


@pytest.fixture
def cast(app: Flask) -> Callable[[str], Actor]:
    """`cast("Grace")`: the Actor that services are given."""
    return lambda name: actor_from(person(name))


@pytest.fixture
def at() -> Callable[[str], AbstractContextManager[None]]:
    """`with at("2026-11-24 18:00"):` - the clock shows that London time inside."""
    return lambda text: clock.at(datetime.fromisoformat(text).replace(tzinfo=LONDON))


@pytest.fixture
def work(app: Flask) -> Callable[[], AbstractContextManager[None]]:
    """`with work():` - one unit of work, committed at the end."""
    return unit_of_work


def person(name: str) -> User:
    """A member of the cast, by name."""
    return db.session.scalars(sa.select(User).where(User.name == name)).one()

"""Both databases for tests: a PostgreSQL started once a session, and a fresh database per test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from tests.postgres_server import NoPostgres, Server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A running PostgreSQL; the test is skipped, saying why, only where pip has none for the platform."""
    try:
        with Server() as server:
            yield server
    except NoPostgres as none:
        pytest.skip(str(none))


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of an empty database on PostgreSQL, this test's own."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


def disarm(session: Session | scoped_session[Session], trigger: str, table: str) -> None:
    """Take away one of the database's own guards, as somebody with the database's password could."""
    on_table = "" if session.get_bind().dialect.name == "sqlite" else f" ON {table}"
    session.execute(sa.text(f"DROP TRIGGER {trigger}{on_table}"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Services keep their promises on both databases, so each test of one that uses the app runs twice."""
    if "database_url" in metafunc.fixturenames and "services" in metafunc.definition.path.parts:
        both = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("database_url", both, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """This test's own copy of the migrated database with the cast in it."""
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "test.sqlite3")
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = server.create(template=request.getfixturevalue("migrated_postgres"))
    yield server.url(name)
    server.drop(name)

"""Places that tests begin from: built by the first test that asks, copied for every later one.

Proposing, voting and counting take half a second a time, and thirty tests of what comes after would each pay for it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.db import db
from app.unit_of_work import unit_of_work
from tests.postgres_server import Server

touched: set[str] = set()  # addresses of databases that were written to, or replaced, since their test began


@dataclass(frozen=True)
class Row:
    """A row given back by whoever built the place; read anew from each copy."""

    model: type[Any]
    key: tuple[Any, ...]


@dataclass
class Kept:
    """A place that was built: where its copy lies, and what its builder gave back."""

    copy: str
    gave: Any


@pytest.fixture(scope="session")
def beginnings() -> dict[tuple[object, ...], Kept]:
    """The places built so far by this process, by builder and kind of database."""
    return {}


@pytest.fixture
def begin(
    app: Any,
    database_url: str,
    beginnings: dict[tuple[object, ...], Kept],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Callable[..., Any]:
    """`begin(an_open_round)`: this test's database as that function leaves it, and what it gives back.

    Ask before anything else is written: the whole database is replaced. What is built may not depend on files, and
    its arguments are part of its name.
    """
    on_sqlite = database_url.startswith("sqlite")
    server = None if on_sqlite else request.getfixturevalue("postgres_server")

    def begun(make: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        key = (make.__module__, make.__qualname__, repr(args), repr(sorted(kwargs.items())), on_sqlite)
        if key not in beginnings:
            with unit_of_work():
                made = make(*args, **kwargs)
            gave = each(made, row_of)
            folder = tmp_path_factory.mktemp("begun") if on_sqlite else None
            db.session.remove()
            beginnings[key] = Kept(keep(database_url, server, folder), gave)
            return each(gave, read)
        _let_go(database_url)
        replace_by(beginnings[key].copy, database_url, server)
        return each(beginnings[key].gave, read)

    return begun


def keep(url: str, server: Server | None, folder: Path | None) -> str:
    """A copy of the database as it is now; what the session did must be committed."""
    _all_in_one_file(url)
    if server is not None:
        return server.create(template=file_of(url))
    assert folder is not None
    return str(shutil.copy(file_of(url), folder / "begun.sqlite3"))


def replace_by(copy: str, url: str, server: Server | None) -> None:
    """Put the copy in the database's place; nothing may be connected to it."""
    is_untouched = url not in touched
    touched.add(url)
    if server is not None:
        server.renew(file_of(url), template=copy, untouched=is_untouched)
        return
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(file_of(url) + ending).unlink()
    shutil.copy(copy, file_of(url))


def _let_go(url: str) -> None:
    db.session.remove()
    _all_in_one_file(url)


def _all_in_one_file(url: str) -> None:
    """Close every connection, with all that was written in the one file."""
    if url.startswith("sqlite"):
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()


def file_of(url: str) -> str:
    """The file of an SQLite database, or the name of a PostgreSQL one."""
    return str(sa.make_url(url).database)


def each(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same tuples, lists, dictionaries and dataclasses, with what is in them changed."""
    if isinstance(value, dict):
        return {key: each(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(each(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, Row):
        inside = {one.name: each(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **inside)  # type: ignore[type-var]
    return change(value)


def row_of(value: Any) -> Any:
    """A row as what can find it again; anything else as it is."""
    state = sa.inspect(value, raiseerr=False)
    return Row(type(value), state.identity) if isinstance(state, sa.orm.InstanceState) else value


def read(value: Any) -> Any:
    """The row itself, from the database as it is now."""
    return db.session.get_one(value.model, value.key) if isinstance(value, Row) else value

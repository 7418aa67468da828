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
from tests.databases import Server


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
            gave = _each(made, _row_of)
            folder = tmp_path_factory.mktemp("begun") if on_sqlite else None
            beginnings[key] = Kept(_keep(database_url, server, folder), gave)
            return _each(gave, _read)
        _replace(database_url, server, beginnings[key].copy)
        return _each(beginnings[key].gave, _read)

    return begun


def _keep(url: str, server: Server | None, folder: Path | None) -> str:
    _let_go(url)
    if server is not None:
        return server.create(template=_name(url))
    assert folder is not None
    return str(shutil.copy(_file(url), folder / "begun.sqlite3"))


def _replace(url: str, server: Server | None, copy: str) -> None:
    _let_go(url)
    if server is not None:
        server.renew(_name(url), template=copy)
        return
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(_file(url) + ending).unlink()
    shutil.copy(copy, _file(url))


def _let_go(url: str) -> None:
    """Close every connection, with all that was written in the one file."""
    db.session.remove()
    if url.startswith("sqlite"):
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()


def _name(url: str) -> str:
    return str(sa.make_url(url).database)


_file = _name


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same tuples, lists, dictionaries and dataclasses, with what is in them changed."""
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, Row):
        inside = {one.name: _each(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **inside)  # type: ignore[type-var]
    return change(value)


def _row_of(value: Any) -> Any:
    state = sa.inspect(value, raiseerr=False)
    return Row(type(value), state.identity) if isinstance(state, sa.orm.InstanceState) else value


def _read(value: Any) -> Any:
    return db.session.get_one(value.model, value.key) if isinstance(value, Row) else value

"""`@built_once`: a place that many tests build first is built by the first of them, and copied for the others.

Half of what the tests of votes, decisions and awards did was to propose, check and set up the same four ideas again.
The copy is taken only where building would have given the same: nothing was written to the test's database yet,
nothing in the program was replaced by the test, and the clock shows what it showed (or goes as the real one goes).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import wraps
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
import sqlalchemy.orm
from flask import Flask, current_app, has_app_context

from app import clock
from app.config import Settings
from app.db import db
from app.transactions import writing
from tests.beginnings import Kept, each, file_of, keep, read, replace_by, row_of, touched
from tests.postgres_server import Server

P, T = ParamSpec("P"), TypeVar("T")
HARMLESS = ("SELECT", "PRAGMA", "BEGIN", "SET TRANSACTION")
FRESH_SECONDS = 300  # with the real clock running, nothing in a place is older than this
WORTH_IT_SECONDS = {
    "file": 0.04,
    "postgres": 0.15,
}  # what takes less to build is built again: copying takes as long
MOST_ON_POSTGRES = 24  # copies a process keeps: each is twenty megabytes, and lies in memory


@dataclass
class Here:
    """The present test's own database, and whether a copy may still take its place."""

    app: Flask
    url: str
    server: Server | None
    settings: Settings
    folder: Callable[[], Path]
    is_plain: bool

    def may_be_replaced(self) -> bool:
        """Nothing written, nothing waiting to be, and neither the program nor its settings changed by the test."""
        session = db.session
        return (
            self.is_plain
            and self.url not in touched
            and has_app_context()
            and current_app._get_current_object() is self.app  # type: ignore[attr-defined]
            and self.app.extensions["our_part_settings"] is self.settings
            and not (session.new or session.dirty or session.deleted)
            and not _written_by_another(self.url)
        )


present: list[Here] = []
_places: dict[tuple[object, ...], tuple[Kept, float]] = {}
_asked: set[tuple[object, ...]] = set()


def note(statement: str) -> None:
    """Told of every statement: the first that may write ends the beginning."""
    if present and not statement.startswith(HARMLESS):
        touched.add(present[-1].url)


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """See above; what is built may not depend on files."""

    @wraps(build)
    def begun(*args: P.args, **kwargs: P.kwargs) -> T:
        here = present[-1] if present else None
        if here is None or not here.may_be_replaced():
            return build(*args, **kwargs)
        try:
            key = (build.__module__, build.__qualname__, _plain(args), _plain(kwargs), *_setting(here))
        except TypeError:
            return build(*args, **kwargs)
        kept, until = _places.get(key, (None, 0.0))
        if kept is not None and time.monotonic() < until:
            return _copied(here, kept)
        return _built(here, key, lambda: build(*args, **kwargs))

    return begun


def _setting(here: Here) -> tuple[object, ...]:
    return clock._chosen.get(), here.server is not None


def _built(here: Here, key: tuple[object, ...], build: Callable[[], Any]) -> Any:
    began = time.monotonic()
    made = build()
    if _is_worth_it(here, key, time.monotonic() - began):
        db.session.commit()
        with writing(False):
            copy = keep(here.url, here.server, here.folder() if here.server is None else None)
        each(made, _loaded)
        until = float("inf") if key[-2] is not None else time.monotonic() + FRESH_SECONDS
        _places[key] = Kept(copy, each(made, row_of)), until
    return made


def _loaded(value: Any) -> Any:
    """A row as it was read: the commit before the copy made the session forget it, and a build alone does not."""
    if isinstance(sa.inspect(value, raiseerr=False), sa.orm.InstanceState):
        db.session.refresh(value)
    return value


def _is_worth_it(here: Here, key: tuple[object, ...], took: float) -> bool:
    """A file is copied in a moment; a database of PostgreSQL only when its place was asked for before."""
    if here.server is None:
        return took > WORTH_IT_SECONDS["file"]
    asked_before = key in _asked
    _asked.add(key)
    many = sum(bool(one[-1]) for one in _places if one != key)
    return asked_before and took > WORTH_IT_SECONDS["postgres"] and many < MOST_ON_POSTGRES


def _copied(here: Here, kept: Kept) -> Any:
    db.session.rollback()
    db.engine.dispose()
    replace_by(kept.copy, here.url, here.server)
    return each(kept.gave, read)


def _written_by_another(url: str) -> bool:
    """Whether something other than this app (a server that the test started) has written to the file."""
    if not url.startswith("sqlite"):
        return False
    with suppress(FileNotFoundError):
        return Path(f"{file_of(url)}-wal").stat().st_size > 0
    return False


def _plain(value: Any) -> object:
    """The value as part of a name; a TypeError where another value could have the same."""
    if value is None or isinstance(value, str | int | float | bool | Enum):
        return repr(value)
    if isinstance(value, dict):
        return tuple(sorted((str(name), _plain(one)) for name, one in value.items()))
    if isinstance(value, tuple | list):
        return tuple(_plain(one) for one in value)
    if isinstance(value, FunctionType) and value.__module__ in {"tests.conftest", "tests.proposals_made"}:
        return value.__module__, value.__qualname__  # `cast` and `actor`: whoever they name is in every copy
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__qualname__, _plain(vars(value))
    raise TypeError(f"{value!r} is no part of a name")

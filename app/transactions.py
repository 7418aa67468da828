"""How each connection and each transaction starts, on SQLite and on PostgreSQL.

Whether the present work writes is a context variable, set by `app.unit_of_work` before the first query. It defaults
to no, and a reader's connection refuses writes, so a GET that tried to write would fail rather than race.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

_writing: ContextVar[bool] = ContextVar("writing", default=False)

# One writer at a time in this process: threads queue here instead of polling SQLite, which cuts the slowest
# answers by an order of magnitude when many people vote at once.
_turn = threading.Lock()
LONGEST_WAIT_SECONDS = 20

ON_CONNECT_SQLITE = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged votes when the power goes
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten
)
# Any fixed number: PostgreSQL's writers queue on it, which gives the same promise as BEGIN IMMEDIATE.
POSTGRES_WRITER_LOCK = 20_261_122


@contextmanager
def writing(yes: bool = True) -> Iterator[None]:
    """Transactions begun inside the block may write (or, with False, may not)."""
    token = _writing.set(yes)
    try:
        yield
    finally:
        _writing.reset(token)


def is_writing() -> bool:
    """Whether a transaction begun now would be a writer's."""
    return _writing.get()


def prepare(engine: sa.Engine) -> None:
    """Attach the rules above to `engine`, once."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "commit", _release)
        event.listen(engine, "rollback", _release)
    else:
        event.listen(engine, "begin", _begin_postgres)


def _connect_sqlite(dbapi: Any, record: Any) -> None:
    dbapi.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in ON_CONNECT_SQLITE:
        dbapi.execute(pragma)


def _begin_sqlite(connection: sa.Connection) -> None:
    if not _writing.get():
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
        return
    if not _turn.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise TimeoutError("too many people are writing at once")
    connection.info["holds_turn"] = True
    try:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _release(connection)
        raise


def _release(connection: sa.Connection) -> None:
    if connection.info.pop("holds_turn", False):
        _turn.release()


def _begin_postgres(connection: sa.Connection) -> None:
    if _writing.get():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_WRITER_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")

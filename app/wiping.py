"""Wiping what the database's files still hold of rows that are gone: outside any transaction, after the commit.

SQLite overwrites what is deleted (secure_delete); the write-ahead log still holds the old pages until it is cut, and
pages that were moved may hold copies until the file is written anew. PostgreSQL keeps old rows until a table is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db import db

# Moves PostgreSQL's write-ahead log on, where the database's owner has allowed us these two.
POSTGRES_LOG = ("SELECT pg_switch_wal()", "CHECKPOINT")


def rewrite(tables: Iterable[str]) -> None:
    """Write the file anew (SQLite), or these tables (PostgreSQL). Raises a driver's error when somebody reads."""
    if db.engine.dialect.name == "postgresql":
        on_postgres(
            ("SET lock_timeout = '5s'", *(f"VACUUM FULL {table}" for table in tables), "RESET lock_timeout")
        )
        return
    with contextlib.closing(db.engine.raw_connection()) as connection:
        rewrite_sqlite(connection)


def on_postgres(statements: tuple[str, ...]) -> None:
    """Run statements that PostgreSQL takes outside a transaction only."""
    with contextlib.closing(db.engine.raw_connection()) as connection:
        connection.dbapi_connection.set_autocommit(True)  # type: ignore[union-attr]
        try:
            for statement in statements:
                connection.cursor().execute(statement)
        finally:
            connection.dbapi_connection.set_autocommit(False)  # type: ignore[union-attr]


def rewrite_sqlite(connection: Any) -> None:
    """Write the whole file anew, each table in the order of its keys, and cut the write-ahead log to nothing."""
    connection.execute("PRAGMA query_only=OFF")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise driver_error()("somebody was reading")


def cut_log() -> None:
    """Leave no log behind: on SQLite, what was written last goes to the file at once."""
    if db.engine.dialect.name == "postgresql":
        on_postgres(POSTGRES_LOG)
        return
    with contextlib.closing(db.engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def driver_error() -> type[Exception]:
    """The error a driver raises for anything the database refuses."""
    found: type[Exception] = db.engine.dialect.loaded_dbapi.Error
    return found


def after_commit(wipe: Callable[[], object]) -> None:
    """Wipe as soon as the present transaction is kept; it cannot be done inside one, nor when a savepoint is kept."""
    done = False

    def kept(session: Session) -> None:
        nonlocal done
        if not done and not session.in_nested_transaction():
            done = True
            wipe()

    sa.event.listen(db.session(), "after_commit", kept)

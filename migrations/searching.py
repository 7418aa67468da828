"""Full-text indexes for migrations to make: FTS5 tables on SQLite, a generated tsvector on PostgreSQL.

SQLite's are fed by the service that adds a version, not by triggers: our connections trust no schema
(PRAGMA trusted_schema=OFF), and FTS5 may not be written from a trigger then. Versions are only ever added.
Each text is indexed twice, by the roots of its words ("buses" finds "bus") and by the words as they stand (so that a
word half typed finds them). Nothing here is a model's, so autogenerate is told to pass it over with `is_ours`.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlite_utils import Database
from sqlite_utils.db import Table

SEARCHED = ("proposal_versions", "decisions")
# Letters with accents, and without: SQLite's index drops them by itself, PostgreSQL's is told to.
_ACCENTED = "".join(
    chr(code) for code in range(0xC0, 0x180) if unicodedata.normalize("NFKD", chr(code))[0].isascii()
)
_PLAIN = "".join(unicodedata.normalize("NFKD", letter)[0] for letter in _ACCENTED)
_PARTS = ("", "_data", "_idx", "_docsize", "_config")
_MADE = {f"{table}{kind}{part}" for table in SEARCHED for kind in ("_fts", "_whole") for part in _PARTS}
_MADE |= {f"ix_{table}_search" for table in SEARCHED}


def is_ours(thing: Any, name: str | None, kind: str, reflected: bool, compared_to: Any) -> bool:
    """For Alembic's `include_object`: whether a table, column or index is one that our models describe."""
    if kind == "column" and name == "search":
        return thing.table.name not in SEARCHED
    return name not in _MADE


def add_search(*columns: str, table: str = SEARCHED[0]) -> None:
    """Index these columns of a searched table, with what is in them already."""
    named = ", ".join(columns)
    if op.get_bind().dialect.name == "postgresql":
        together = " || ' ' || ".join(columns)
        plain = f"regexp_replace(translate({together}, '{_ACCENTED}', '{_PLAIN}'), '[[:punct:]]+', ' ', 'g')"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS "
            f"(to_tsvector('english', {plain}) || to_tsvector('simple', {plain})) STORED"
        )
        op.execute(f"CREATE INDEX ix_{table}_search ON {table} USING gin (search)")
        return
    _table(table).enable_fts(columns, tokenize="porter unicode61 remove_diacritics 2")
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_whole USING fts5({named}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"
    )
    op.execute(f"INSERT INTO {table}_whole (rowid, {named}) SELECT id, {named} FROM {table}")  # noqa: S608


def drop_search(table: str = SEARCHED[0]) -> None:
    """Remove what `add_search` made."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP INDEX ix_{table}_search")
        op.execute(f"ALTER TABLE {table} DROP COLUMN search")
        return
    op.execute(f"DROP TABLE {table}_whole")
    _table(table).disable_fts()


def _table(name: str) -> Table:
    connection: sa.Connection = op.get_bind()
    return Table(Database(connection.connection.driver_connection), name)

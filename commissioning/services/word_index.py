"""An index of a table's words: FTS5 on SQLite, a generated tsvector on PostgreSQL, asked in the same way.

Migrations make it (migrations.searching). A match says nothing about who may read a row: callers add that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlite_utils import Database

from app.db import Base, db

quoted = Database(memory=True).quote_fts


def on_postgres() -> bool:
    """Whether the database is PostgreSQL, which keeps its index by itself."""
    return db.engine.dialect.name == "postgresql"


@dataclass(frozen=True)
class WordIndex:
    """The index over `columns` of `model`'s table, whose rows are only ever added."""

    model: type[Base]
    columns: tuple[str, ...]

    @property
    def roots(self) -> str:
        """SQLite's table of the roots of words ("buses" finds "bus")."""
        return f"{self.model.__tablename__}_fts"

    @property
    def search(self) -> sa.ColumnClause[Any]:
        """PostgreSQL's column of words."""
        return sa.literal_column(f"{self.model.__tablename__}.search")

    def add(self, row: Any) -> None:
        """Index a row that was just added. PostgreSQL has done so itself."""
        self.add_all([{"id": row.id, **{name: getattr(row, name) for name in self.columns}}])

    def add_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Index many rows that were just added, each with its `id` and the columns indexed."""
        if on_postgres():
            return
        values = [{"rowid": row["id"], **{name: row[name] for name in self.columns}} for row in rows]
        for name in (self.roots, self._whole):
            table = sa.table(name, sa.column("rowid"), *map(sa.column, self.columns))
            db.session.execute(sa.insert(table), values)

    def holds(self, words: list[str]) -> sa.ColumnElement[bool]:
        """The condition that a row holds every one of `words` (one at least), each with any ending.

        The last may be half typed.
        """
        if on_postgres():
            last = len(words) - 1
            return sa.and_(*(self._holds_one(word, half_typed=at == last) for at, word in enumerate(words)))
        key: sa.ColumnElement[int] = self.model.__table__.c.id
        return key.in_(self._matches(words))

    def _holds_one(self, word: str, *, half_typed: bool) -> sa.ColumnElement[bool]:
        as_it_stands = sa.func.to_tsquery("simple", f"{word}:*" if half_typed else word)
        return self.search.op("@@")(as_it_stands.op("||")(sa.func.to_tsquery("english", word)))

    def _matches(self, words: list[str]) -> sa.CompoundSelect[int]:
        """The keys of the rows with every word, and of those with all but the last, which is half typed there.

        The index itself puts words together: it walks their lists side by side, and hands over only what is in all.
        """
        *first, last = words
        begun: sa.Select[int] | sa.CompoundSelect[int] = _matching(self._whole, f"{quoted(last)}*")
        if first:
            begun = sa.intersect(begun, _matching(self.roots, _together(first)))
        return sa.union_all(_matching(self.roots, _together(words)), sa.select(begun.subquery().c.rowid))

    @property
    def _whole(self) -> str:
        """SQLite's table of words as they stand, so that one half typed finds them."""
        return f"{self.model.__tablename__}_whole"


def _matching(table: str, wanted: str) -> sa.Select[int]:
    index = sa.table(table, sa.column("rowid", sa.Integer))
    return sa.select(index.c.rowid).where(sa.literal_column(table).op("MATCH")(wanted))


def _together(words: list[str]) -> str:
    return " AND ".join(map(quoted, words))

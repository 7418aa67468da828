"""Making records gone: rows with everything that points at them, and sealed words with the reasons about them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.db import Base, db
from models.triage import SealedWords, TriageDecision, TriageItem
from participation.rules.gate import WordsKind

# A pointer to a record that goes, in a row that stays: it is emptied. Every other row that points at it goes too.
EMPTIED = {("how_said", "same_as_id")}

# What a decision holds sealed: {column: whether it may be empty}.
_SEALED = {
    column.name: bool(column.nullable)
    for column in TriageDecision.__table__.columns
    if isinstance(column.type, sa.LargeBinary)
}


def forget(model: type[Base], ids: sa.Select[Any]) -> None:
    """Delete rows by key and, first, every row of every table that points at them."""
    _forget(model.__table__, ids)  # type: ignore[arg-type]
    db.session.expire_all()


def _forget(table: sa.Table, ids: sa.Select[Any]) -> None:
    for child in Base.metadata.tables.values():
        for column in child.columns:
            if not any(key.column.table is table for key in column.foreign_keys) or child is table:
                continue
            mine = column.in_(ids)
            if (child.name, column.name) in EMPTIED:
                db.session.execute(sa.update(child).where(mine).values({column.name: None}))
            elif "id" in child.c and _is_pointed_at(child):
                _forget(child, sa.select(child.c.id).where(mine))
            else:
                db.session.execute(sa.delete(child).where(mine))
    db.session.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _is_pointed_at(table: sa.Table) -> bool:
    return any(
        key.column.table is table for other in Base.metadata.tables.values() for key in other.foreign_keys
    )


def forget_with_words(model: type[Base], public_id: str, kind: WordsKind) -> bool:
    """Delete one record, and shred what was said of it at the gate; False when there is no such record."""
    table = model.__table__
    found = db.session.scalar(sa.select(table.c.id).where(table.c.public_id == public_id))
    if found is None:
        return False
    shred(sa.and_(TriageItem.kind == kind, TriageItem.words_of == public_id))
    forget(model, sa.select(table.c.id).where(table.c.id == found))
    return True


def shred(which: sa.ColumnElement[bool]) -> None:
    """Delete the sealed words of these items, and blank the reasons of the decisions about them."""
    items = sa.select(TriageItem.id).where(which)
    db.session.execute(sa.delete(SealedWords).where(SealedWords.item_id.in_(items)))
    decided = sa.update(TriageDecision).where(TriageDecision.item_id.in_(items))
    db.session.execute(decided.values({name: None if empty else b"" for name, empty in _SEALED.items()}))

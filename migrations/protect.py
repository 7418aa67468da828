"""Triggers that make a table append-only, on SQLite and on PostgreSQL, for migrations to call."""

from __future__ import annotations

from alembic import op


def append_only(table: str, *, because: str) -> None:
    """Refuse every UPDATE and DELETE on `table`; `because` is the message the database gives."""
    for verb in ("UPDATE", "DELETE"):
        refuse(f"{table}_no_{verb.lower()}", table, verb, because=because)


def refuse(name: str, table: str, verb: str, *, because: str, when: str | None = None) -> None:
    """Refuse `verb` on `table` (when the SQL condition `when` on OLD and NEW holds)."""
    condition = f"WHEN ({when}) " if when else ""
    text = because.replace("'", "''")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{text}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION {name}()"
    )


def drop(name: str, table: str) -> None:
    """Remove a trigger made by `refuse`."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    op.execute(f"DROP FUNCTION IF EXISTS {name}()")


def drop_append_only(table: str) -> None:
    """Remove both triggers of `append_only`."""
    for verb in ("update", "delete"):
        drop(f"{table}_no_{verb}", table)

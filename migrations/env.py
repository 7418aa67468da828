"""How migrations run: the same on SQLite and PostgreSQL, each in one transaction."""

from __future__ import annotations

from alembic import context
from flask import current_app

from app.db import Base, db
from app.transactions import writing
from migrations.searching import is_ours


def run() -> None:
    """Run what Alembic was asked for, on the app's own engine.

    SQLite rebuilds a table to change it, and with foreign keys on that rebuild would delete the rows that point at
    it. So enforcement is off while migrating, and every key is checked before the work is kept.
    """
    with writing():
        connection = db.engine.connect()
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection, target_metadata=Base.metadata, render_as_batch=True,
                compare_type=True, transaction_per_migration=False, version_table="migrations",
                include_object=is_ours,
            )  # fmt: skip
            with context.begin_transaction():
                context.run_migrations()
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    raise RuntimeError(f"this migration would leave rows pointing at nothing: {broken[:5]}")
        finally:
            if sqlite:
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
            connection.close()


if current_app:
    run()

"""Bring a database to the newest migration (or back), from code: run.py, commands and tests use this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config import ROOT

if TYPE_CHECKING:
    from alembic.config import Config


def config() -> Config:
    """Alembic's settings; the database comes from the app in whose context it runs."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(to: str = "head") -> None:
    """Migrate forward to `to`."""
    from alembic import command

    command.upgrade(config(), to)


def downgrade(to: str) -> None:
    """Migrate back to `to` ("base" for an empty database)."""
    from alembic import command

    command.downgrade(config(), to)


def newest() -> str:
    """The id of the newest migration there is."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(config()).get_current_head()
    return head or "base"


def upgrade_if_behind() -> None:
    """Migrate unless the database is at the newest migration; alembic itself is not even imported then."""
    if _present() != max(file.name[:3] for file in (ROOT / "migrations" / "versions").glob("[0-9]*.py")):
        upgrade()


def _present() -> str | None:
    import sqlalchemy as sa

    from app.db import db

    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table("migrations"):
            return None
        found: str | None = connection.scalar(sa.text("SELECT version_num FROM migrations"))
        return found

"""Bring a database to the newest migration (or back), from code: run.py, the command line and tests use this."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from app.config import ROOT


def config() -> Config:
    """Alembic's settings; the database comes from the app in whose context it runs."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(to: str = "head") -> None:
    """Migrate forward to `to`."""
    command.upgrade(config(), to)


def downgrade(to: str) -> None:
    """Migrate back to `to` ("base" for an empty database)."""
    command.downgrade(config(), to)


def newest() -> str:
    """The id of the newest migration there is."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(config()).get_current_head()
    return head or "base"

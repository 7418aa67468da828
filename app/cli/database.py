"""`flask database upgrade|downgrade`: move the database between migrations."""

from __future__ import annotations

import click

from app import migrating


@click.group("database")
def command() -> None:
    """The database's own shape."""


@command.command("upgrade")
@click.argument("to", default="head")
def upgrade(to: str) -> None:
    """Migrate forward (to the newest by default)."""
    migrating.upgrade(to)
    click.echo(f"The database is at {to}.")


@command.command("downgrade")
@click.argument("to")
def downgrade(to: str) -> None:
    """Migrate back to a named migration, or to base."""
    migrating.downgrade(to)
    click.echo(f"The database is at {to}.")

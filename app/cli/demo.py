"""`flask demo load`: fill an empty database with the demo place."""

from __future__ import annotations

import sys

import click

from app import migrating
from app.demo import load as loading


@click.group("demo")
def command() -> None:
    """The demo place."""


@command.command("load")
def load() -> None:
    """Migrate, then load the demo place into an empty database."""
    migrating.upgrade()
    try:
        loading.load(click.echo)
    except loading.NotEmpty as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo("The demo place is ready. Run `python run.py` and open the address it prints.")

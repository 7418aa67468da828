"""`flask erasures replay|check`: erase again after a restore, and see that nothing erased waits to be wiped."""

from __future__ import annotations

import sys

import click

from app.clock import now
from app.unit_of_work import unit_of_work
from participation.services import erasure


@click.group("erasures")
def command() -> None:
    """What was erased, and stays erased."""


@command.command("replay")
def replay() -> None:
    """After a restore: erase again what had been erased, and wipe the files."""
    with unit_of_work():
        many = erasure.replay()
    with unit_of_work():
        erasure.finish_due(now())
    click.echo(f"Erased again: {many}.")


@command.command("check")
def check() -> None:
    """Say how many erasures wait to be wiped from the database's files; exits 1 when any does."""
    waiting = erasure.not_wiped()
    click.echo(f"Waiting to be wiped: {waiting}.", err=bool(waiting))
    if waiting:
        sys.exit(1)

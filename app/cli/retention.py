"""`flask retention due|run`: what the schedule would erase, and erasing it."""

from __future__ import annotations

from datetime import datetime

import click

from app import clock
from app.cli.jobs import Instant
from app.times import moment
from app.unit_of_work import unit_of_work
from participation.services import retention

MOMENT = click.option(
    "--now", "at", type=Instant(), help="As if it were this moment (London time unless it says)."
)


@click.group("retention")
def command() -> None:
    """How long records are kept."""


@command.command("due")
@MOMENT
def due(at: datetime | None) -> None:
    """Dry run: list each kind of record, what is due, what is held, and what comes within a month."""
    for line in retention.report(at or clock.now()):
        when = f"; the first on {moment(line.first)}" if line.first else ""
        click.echo(f"{line.rule.what}, kept {line.rule.period.lower()} from {line.rule.since}")
        click.echo(f"  due {line.due}, held {line.held}, within 30 days {line.soon}{when}")


@command.command("run")
@MOMENT
def run(at: datetime | None) -> None:
    """Erase what is due and not held."""
    with unit_of_work():
        said = retention.run_due(at or clock.now())
    click.echo(said)

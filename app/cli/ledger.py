"""`flask ledger check`: work every sum out again, say what is wrong, exit non-zero when anything is."""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from commissioning.services import ledger_check


@click.group("ledger")
def command() -> None:
    """The ledger."""


@command.command("check")
def check() -> None:
    """Check that every balance follows from its lines and nothing is overdrawn."""
    try:
        faults = ledger_check.faults()
        entries, lines, accounts = ledger_check.counts()
    except (OperationalError, ProgrammingError) as error:
        click.echo(f"The ledger cannot be read: {error.orig}. Run: flask database upgrade", err=True)
        sys.exit(2)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(
        f"The ledger holds: {entries:,} entries, {lines:,} lines, {accounts:,} accounts; all sums agree."
    )

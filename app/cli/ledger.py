"""`flask ledger check` works every sum out again and says what is wrong; `flask ledger export` takes it all away."""

from __future__ import annotations

import csv
import sys
from typing import TextIO

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.csv_out import plain_cell
from commissioning.services import ledger_check, ledger_export


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


@command.command("export")
@click.option("--format", "form", type=click.Choice(["csv", "beancount"]), default="csv", show_default=True)
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=False), default="-", show_default=True)
def export(form: str, output: TextIO) -> None:
    """Write the whole ledger: CSV safe to open in a spreadsheet, or Beancount's double entry with every balance."""
    if form == "beancount":
        output.writelines(ledger_export.beancount())
        return
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(ledger_export.HEADS)
    writer.writerows([plain_cell(cell) for cell in row] for row in ledger_export.rows())

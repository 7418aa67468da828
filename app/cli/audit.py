"""`flask audit verify`: walk the chain, say what is wrong, exit non-zero when anything is."""

from __future__ import annotations

import sys

import click

from app import audit


@click.group("audit")
def command() -> None:
    """The audit trail."""


@command.command("verify")
def verify() -> None:
    """Check that no event was changed, removed or put between."""
    faults = audit.verify()
    if faults:
        for fault in faults:
            click.echo(fault, err=True)
        sys.exit(1)
    head = audit.head()
    click.echo(f"The audit chain holds: {head.length} events, head {head.hash}")

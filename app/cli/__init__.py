"""The command line: `flask <verb>`. Each subject's verbs are in a file named for it."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

SUBJECTS = (
    "database",
    "demo",
    "pots",
    "ledger",
    "opendata",
    "audit",
    "access",
    "jobs",
    "tally",
    "retention",
    "erasures",
)


def init_cli(app: Flask) -> None:
    """Add our verbs to `flask`. A module offers one click command named `command`."""
    for subject in SUBJECTS:
        try:
            module = import_module(f"app.cli.{subject}")
        except ModuleNotFoundError as missing:
            if missing.name != f"app.cli.{subject}":
                raise
            continue
        app.cli.add_command(module.command)

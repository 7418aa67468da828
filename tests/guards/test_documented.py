"""Every command, job and setting is documented in docs/running.md, where whoever runs Our Part looks."""

from __future__ import annotations

import re
from pathlib import Path

import click

from app.scheduler.jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "running.md"
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)


def verbs(app) -> set[str]:
    """Every command of ours, as typed after `flask`."""
    found = set()
    for name, command in app.cli.commands.items():
        if command.callback is not None and not (command.callback.__module__ or "").startswith("app.cli"):
            continue
        if isinstance(command, click.Group):
            found |= {f"{name} {verb}" for verb in command.commands}
        else:
            found.add(name)
    return {verb for verb in found if verb.split()[0] not in {"run", "shell", "routes", "db"}}


def missing(page: str, names: set[str]) -> list[str]:
    """Names the page does not mention as code."""
    return sorted(name for name in names if f"`{name}" not in page and f"flask {name}" not in page)


def test_every_command_is_documented(app):
    assert missing(PAGE.read_text(encoding="utf-8"), verbs(app)) == []


def test_every_job_is_documented():
    assert missing(PAGE.read_text(encoding="utf-8"), set(JOBS)) == []


def test_every_setting_is_documented():
    settings = set(re.findall(r"OUR_PART_[A-Z0-9_]+", (ROOT / ".env.example").read_text(encoding="utf-8")))
    assert missing(PAGE.read_text(encoding="utf-8"), settings) == []


def test_every_make_target_is_documented():
    targets = {f"make {name}" for name in TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))}
    assert missing(PAGE.read_text(encoding="utf-8"), targets) == []


def test_something_undocumented_is_noticed(app):
    assert missing("nothing here", {"tally"}) == ["tally"]
    assert {"tally", "ledger check", "audit verify"} <= verbs(app)

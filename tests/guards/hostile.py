"""Hostile texts for the sweeps: ids, words, money and dates that people, scripts and attackers send."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"
RANDOM_ID = "zzzzzzzzzzzz"  # well formed, and nobody's


@cache
def extra() -> dict[str, list[Any]]:
    """Hostile texts by kind: money, dates, csv, unicode, filenames, ids. Skips the test where they are not kept."""
    return _read("hostile_extra.json")  # type: ignore[no-any-return]


@cache
def strings() -> list[str]:
    """Naughty strings of every kind."""
    return _read("hostile_strings.json")  # type: ignore[no-any-return]


def hostile_ids() -> list[str]:
    """Ids that belong to nothing."""
    return [RANDOM_ID, *extra()["ids"], "\x00", "x" * 3000, "\u202etxt", "a/b"]


def _read(name: str) -> Any:
    file = FOLDER / name
    if not file.exists():
        pytest.skip(f"the collection of hostile texts ({name}) is not kept beside this copy of the project")
    return json.loads(file.read_text(encoding="utf-8"))

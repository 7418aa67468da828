"""Every setting the app reads is explained in .env.example, and nothing there is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.config import Mode, settings_from

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"OUR_PART_[A-Z0-9_]+")


def read_by_the_app() -> set[str]:
    files = [ROOT / "run.py", *(ROOT / "app").rglob("*.py")]
    return {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def explained(text: str) -> dict[str, str]:
    """Settings that have a remark somewhere above them, with their example values."""
    found: dict[str, str] = {}
    remarked = False
    for line in text.splitlines():
        if line.startswith("#"):
            remarked = remarked or len(line) > 2
        elif remarked and (match := re.match(rf"({NAME.pattern})=(.*)$", line)):
            found[match[1]] = match[2]
    return found


def example() -> dict[str, str]:
    return explained((ROOT / ".env.example").read_text(encoding="utf-8"))


def test_every_setting_is_explained():
    assert example().keys() == read_by_the_app()


def test_a_setting_nobody_explained_is_noticed():
    assert "OUR_PART_NEW" not in explained("OUR_PART_NEW=1\n")


def test_the_example_starts_the_demo(tmp_path):
    settings = settings_from({**example(), "OUR_PART_INSTANCE": str(tmp_path)})
    assert settings.mode is Mode.DEMO
    assert settings.database_url.startswith("sqlite:///")


def test_the_example_does_not_start_production(tmp_path):
    with pytest.raises(RuntimeError, match="OUR_PART_SECRET_KEY"):
        settings_from({**example(), "OUR_PART_INSTANCE": str(tmp_path), "OUR_PART_ENV": "production"})

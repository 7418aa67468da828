"""Imports keep their direction (.importlinter), and each contract is seen to break on an import planted against it."""

from __future__ import annotations

import ast
import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "participation", "commissioning", "governance", "models", "forms")
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"

# contract id -> (a file that does not exist, what it wrongly imports)
PLANTS = {
    "drawers": ("participation/services/planted.py", "import participation.views"),
    "participation": ("participation/services/planted_room.py", "import commissioning.rules.pence"),
    "commissioning": ("commissioning/rules/planted_room.py", "import governance.rules"),
    "rules": ("commissioning/rules/planted.py", "import sqlalchemy"),
    "models": ("models/planted.py", "import app.clock"),
    "services": ("commissioning/services/planted.py", "import forms"),
    "services-http": ("governance/services/planted.py", "import flask"),
    "forms": ("forms/planted.py", "import app.db"),
    "views": ("governance/views/planted.py", "import sqlalchemy"),
    "frame": ("app/access/planted.py", "import participation.services"),
    "tools": ("app/planted.py", "import pytest"),
}
CLOCK_CALLS = {"now", "today", "utcnow"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        check=False, cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
    )  # fmt: skip


def contracts() -> dict[str, str]:
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    prefix = "importlinter:contract:"
    return {
        name.removeprefix(prefix): read[name]["name"] for name in read.sections() if name.startswith(prefix)
    }


def test_imports_keep_direction():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_breaks_on_a_planted_import(tmp_path):
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "assets", "static")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    for file, line in PLANTS.values():
        (tmp_path / file).write_text(f"{line}\n", encoding="utf-8")
    said = lint(tmp_path).stdout
    for contract, name in contracts().items():
        assert contract in PLANTS, f"plant an import that breaks the contract {contract!r}"
        assert f"{name} BROKEN" in said, f"{name!r} did not notice {PLANTS[contract]}:\n{said}"


def clock_calls(source: str) -> list[int]:
    """Line numbers where code asks what time it is: anything.now(), .today() or .utcnow()."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_CALLS
    ]


@pytest.mark.parametrize("room", ["participation", "commissioning", "governance"])
def test_rules_are_told_the_time(room):
    asked = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / room / "rules").rglob("*.py")
        if (lines := clock_calls(file.read_text(encoding="utf-8")))
    }
    assert not asked, f"rules take `now` as an argument; these ask a clock: {asked}"


def test_a_rule_that_asks_a_clock_is_noticed():
    assert clock_calls("from datetime import datetime, UTC\nlate = datetime.now(UTC)\n") == [2]


@pytest.mark.parametrize("room", PACKAGES[1:])
def test_room_packages_hold_a_docstring_only(room):
    for file in [ROOT / room / "__init__.py", *(ROOT / room).glob("*/__init__.py")]:
        body = ast.parse(file.read_text(encoding="utf-8")).body
        assert all(isinstance(node, ast.Expr) for node in body), (
            f"{file.relative_to(ROOT)} holds more than a docstring"
        )

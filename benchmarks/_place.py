"""An app on an empty database of its own, for any benchmark to fill. Its secrets keep nothing but the run."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app import create_app
from app.config import Mode, Settings


def app_in(folder: Path, mode: Mode = Mode.DEMO) -> Flask:
    """An app whose database is made in `folder` on the first `migrating.upgrade()`; passwords are quick to check."""
    return create_app(
        Settings(
            mode=mode, database_url=f"sqlite:///{folder / 'bench.sqlite3'}", secret_key="bench-only-" * 4,
            pepper="bench-pepper-" * 3, words_key="bench-words-" * 3, instance_folder=folder, scheduler=False,
            argon2_memory_kib=8, argon2_passes=1,
        )
    )  # fmt: skip

"""What templates may call: money, days, plurals, assets."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for
from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, PackageLoader, PrefixLoader

from app import times
from app.clock import now
from app.config import ROOT
from commissioning.rules.pence import format_pounds

BUILT = Path(__file__).parent / "static" / "built"
MANIFEST = BUILT / "manifest.json"


def init_filters(app: Flask) -> None:
    """Filters, globals and the GOV.UK macros."""
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        pounds=format_pounds, day=times.day, short_day=times.short_day, moment=times.moment,
        clock_time=times.clock_time, soon=_soon, plural=plural, words=_words,
    )  # fmt: skip
    app.jinja_env.globals.update(asset=asset, now=now, london_today=lambda: times.local_date(now()))
    app.jinja_env.cache = {}  # every template stays: Jinja's own keeps 400, which is fewer than we have
    kept = app.extensions["our_part_settings"].template_cache
    if kept is not None:
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(kept))


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 vote", "12 votes", "1,204 people"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def asset(name: str) -> str:
    """The address of a built file, with its content hash, so browsers may keep it for ever."""
    return url_for("static", filename=f"built/{_manifest(_stamp()).get(name, name)}")


def _stamp() -> float:
    try:
        return MANIFEST.stat().st_mtime
    except FileNotFoundError:
        return 0.0


@lru_cache(maxsize=2)
def _manifest(stamp: float) -> dict[str, str]:
    if not stamp:
        return {}
    found: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return found


def _soon(value: datetime | date) -> str:
    return times.soon(value, now())


def _words(name: str) -> str:
    """An enum's value as words: "not_yet" reads "not yet"."""
    return str(name).replace("_", " ")

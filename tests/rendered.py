"""In a whole run every template must have been rendered by some test: a page nobody ever saw is not a page.

Each process notes the templates Jinja was asked for; the one that started the others puts the lists together.
A run of some tests only (names, folders, -k) proves nothing and is let be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "templates"
seen: set[str] = set()
_looking = [True]
_load = jinja2.Environment._load_template


def _noted(self: jinja2.Environment, name: str, *rest: Any) -> jinja2.Template:
    if _looking[0]:
        seen.add(name)
    return _load(self, name, *rest)


jinja2.Environment._load_template = _noted  # type: ignore[method-assign]


@contextmanager
def not_rendering() -> Iterator[None]:
    """Inside the block templates are only read, not shown."""
    _looking[0] = False
    try:
        yield
    finally:
        _looking[0] = True


def unrendered(templates: set[str], rendered: set[str]) -> list[str]:
    """The templates no test rendered."""
    return sorted(templates - rendered)


def pytest_testnodedown(node: Any) -> None:
    """Take over what another process rendered."""
    seen.update(getattr(node, "workeroutput", {}).get("rendered", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand the list over, or, where all lists meet, fail a whole run that left a template out."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["rendered"] = sorted(seen)
        return
    if exitstatus or not _is_whole(session.config):
        return
    names = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html")}
    if left_out := unrendered(names, seen):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nNo test rendered: " + ", ".join(left_out))  # noqa: T201 - at the end of the run, for whoever reads it


def _is_whole(config: pytest.Config) -> bool:
    chosen = config.getoption("keyword") or config.getoption("markexpr") or config.getoption("deselect")
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen

"""Finds the browser the tests drive. `python -m tests.browser.chromium` prints where it is, or says what to install.

The one made without windows (headless shell) comes first: it shows pages as the others do, for half the work.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell", "chrome-headless-shell",
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = """The browser tests need Chromium and none was found. Any one of these will do:
  Debian           sudo apt-get install chromium-headless-shell
  Ubuntu           sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  anywhere else    .venv/bin/playwright install --with-deps chromium
or say where it is: CHROMIUM=/path/to/chromium make test"""


class NoBrowser(RuntimeError):
    """There is no Chromium here; the message says what to install."""


def find_chromium() -> str:
    """The path of a Chromium or Chrome; raises NoBrowser with what to install."""
    if named := os.environ.get("CHROMIUM"):
        if found := shutil.which(named):
            return found
        raise NoBrowser(f"CHROMIUM says {named}, which cannot be run.\n{MISSING}")
    candidates = (
        [shutil.which(name) for name in NAMES] + [shutil.which(path) for path in MAC] + [_playwrights_own()]
    )
    for found in candidates:
        if found:
            return found
    raise NoBrowser(MISSING)


def _playwrights_own() -> str | None:
    """The browser `playwright install` fetched, when somebody ran that."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


if __name__ == "__main__":
    try:
        print(find_chromium())  # noqa: T201 - this is the answer the Makefile's script asks for
    except NoBrowser as missing:
        sys.exit(str(missing))

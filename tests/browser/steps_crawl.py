"""Everything somebody can reach by following links from their home: for proving what is not there."""

from __future__ import annotations

import re

from app.db import db
from tests.browser.steps_walk import Walk
from tests.inspector import Inspector

LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
NOT_PAGES = ("/static/", "/gallery/", "/leave")
MOST_PAGES = 400


def everything_seen_by(walk: Walk, name: str | None) -> dict[str, str]:
    """Path -> what is there, for every page and file that can be reached (nobody's own, when no name is given)."""
    reader = walk.sign_in(name) if name else Inspector(walk.app)
    seen: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(NOT_PAGES):
            continue
        assert len(seen) < MOST_PAGES, f"{name} can go on for ever: {sorted(seen)[-5:]}"
        seen[path] = body = _get(reader, path)
        waiting += [found.replace("&amp;", "&") for found in LINK.findall(body)]
    return seen


def _get(reader: Inspector, path: str) -> str:
    db.session.rollback()
    with reader.app.app_context():
        answer = reader.client.get(path, follow_redirects=True)
    assert answer.status_code < 500, f"{answer.status_code} at {path}"
    return answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""

"""Styles and scripts sent packed: on a poor line in a hall, a child's first page is a third of its size.

Only files that are the same for everybody are packed. Pages are not: packing a page that holds both a token and
something a person typed would let a listener guess at the token by its size.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

PACKED = ".gz"


def init_packed(app: Flask) -> None:
    """Send a built file's packed twin to a browser that takes it."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    path = request.path.removeprefix("/static/")
    if request.endpoint != "static" or not path.startswith("built/") or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    twin = _twin(path)
    if twin is None or not request.accept_encodings["gzip"]:
        return response
    response.close()  # the plain file, which is open by now
    response.direct_passthrough = False
    response.set_data(twin)
    response.headers["Content-Encoding"] = "gzip"
    return response


def _twin(path: str) -> bytes | None:
    found = safe_join(str(current_app.static_folder), path + PACKED)
    twin = Path(found) if found else None
    return twin.read_bytes() if twin is not None and twin.is_file() else None

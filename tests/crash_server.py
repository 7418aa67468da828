"""The real server on a given database, to be killed: `python -m tests.crash_server FOLDER ADDRESS PORT [careless]`.

`careless` is the control: a build that answers a vote without having written it.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from flask import request

from app import create_app
from app.db import db
from run import Server
from tests.conftest import settings_for


def serve(folder: str, url: str, port: str, careless: bool) -> None:
    """Serve until killed."""
    settings = replace(settings_for(Path(folder), url), port=int(port), threads=8)
    app = create_app(settings)
    if careless:
        really = db.session.commit
        db.session.commit = lambda: None if request.path == "/vote/cast" else really()  # type: ignore[method-assign]
    Server(app, settings).run()


if __name__ == "__main__":
    serve(*sys.argv[1:4], careless="careless" in sys.argv[4:])

"""The five busiest pages with the demo place, against a bare Flask view that renders the same base template.

Times are medians of calls made in turn (bare, page, bare, page ...) so that a slow moment of the machine falls on
both. Query counts are printed too; tests hold them constant in the number of rows.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import event

from app import migrating
from app.access import public
from app.db import db
from app.demo.load import load
from benchmarks._place import app_in
from models.people import User
from models.pots import Pot
from models.rounds import Round

CALLS = 25
AIM = 4.0
BARE = (
    "{% extends 'layouts/page.html' %}{% block title %}Bare{% endblock %}"
    "{% block body %}<p>Nothing.</p>{% endblock %}"
)


def main() -> None:
    """Load the demo into a temporary folder and time the pages."""
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.app_context():
            pages = _pages()
        for name, person, path in pages:
            client = _signed_in(app, person)
            ratio, queries = _against_bare(app, client, path)
            verdict = "within the aim" if ratio <= AIM else "OVER the aim"
            print(f"{name:<28} {ratio:5.2f} x bare view   {queries:3d} queries   {verdict} of {AIM:.0f}x")


def _pages() -> list[tuple[str, str | None, str]]:
    pot = db.session.scalars(sa.select(Pot).order_by(Pot.id).limit(1)).one()
    opened = sa.select(Round).where(Round.opened_at.is_not(None))
    round_ = db.session.scalars(opened.order_by(Round.closes_at.desc()).limit(1)).one()
    return [
        ("front page", None, "/"),
        ("proposals, a page of the list", "Grace", "/proposals"),
        ("the pot page", "Grace", f"/pots/{pot.public_id}"),
        ("the ballot", "Mei", f"/rounds/{round_.public_id}"),
        ("Deals", None, "/deals"),
    ]


def _app(folder: Path) -> Flask:
    app = app_in(folder)
    app.add_url_rule("/bare", "bare", public(lambda: render_template_string(BARE)))
    with app.app_context():
        migrating.upgrade()
        load()
        db.engine.dispose()
    return app


def _signed_in(app: Flask, person: str | None) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    if person:
        with app.app_context():
            key = db.session.scalars(sa.select(User.public_id).where(User.name == person)).one()
        client.post(f"/demo/{key}")
    return client


def _against_bare(app: Flask, client: FlaskClient, path: str) -> tuple[float, int]:
    counted: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda c, cur, sql, *rest: counted.append(sql))
    for warm in ("/bare", path):
        if client.get(warm).status_code != 200:
            raise SystemExit(f"{warm} does not answer")
    counted.clear()
    client.get(path)
    queries = len([sql for sql in counted if not sql.startswith(("PRAGMA", "BEGIN"))])
    bare, page = [], []
    for _ in range(CALLS):
        bare.append(_timed(client, "/bare"))
        page.append(_timed(client, path))
    return median(page) / median(bare), queries


def _timed(client: FlaskClient, path: str) -> float:
    start = time.perf_counter()
    client.get(path)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

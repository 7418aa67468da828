"""A GET cannot change anything: its transaction refuses to write, at the database."""

from __future__ import annotations

import sqlalchemy as sa

from app.access import public
from app.db import db
from models.places import Area
from tests.conftest import settings_for


def _planted_app(tmp_path, migrated):
    import shutil

    from app import create_app

    shutil.copy(migrated, tmp_path / "test.sqlite3")
    app = create_app(settings_for(tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False

    @app.route("/planted", methods=["GET", "POST"])
    @public
    def planted():
        db.session.execute(sa.update(Area).values(name=Area.name + "!"))
        db.session.commit()
        return "written"

    return app


def _names(app):
    with app.app_context():
        found = list(db.session.scalars(sa.select(Area.name)))
        db.session.remove()
        return found


def test_a_view_that_writes_on_get_fails_and_changes_nothing(tmp_path, migrated):
    app = _planted_app(tmp_path, migrated)
    before = _names(app)
    assert app.test_client().get("/planted").status_code == 500
    assert _names(app) == before


def test_control_the_same_view_writes_on_post(tmp_path, migrated):
    app = _planted_app(tmp_path, migrated)
    assert app.test_client().post("/planted").status_code == 200
    assert all(name.endswith("!") for name in _names(app))

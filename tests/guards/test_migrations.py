"""Migrations go up, all the way down and up again on both databases, and leave nothing for autogenerate to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from app import create_app, migrating
from app.db import Base, db
from app.transactions import writing
from migrations.searching import is_ours
from tests.conftest import settings_for


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request, tmp_path) -> Iterator[Flask]:
    """An app on an empty database of each kind."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    app = create_app(settings_for(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences(app: Flask) -> list[object]:
    """What autogenerate would still change."""
    with writing(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "migrations", "compare_type": True, "include_object": is_ours}
        )
        return list(compare_metadata(context, Base.metadata))


def tables() -> set[str]:
    """The tables there are now, the version table apart."""
    return set(sa.inspect(db.engine).get_table_names()) - {"migrations"}


def test_up_down_up_and_nothing_left_to_generate(empty):
    migrating.upgrade()
    there = tables()
    assert differences(empty) == []
    migrating.downgrade("base")
    assert tables() == set(), "going back must leave nothing behind"
    migrating.upgrade()
    assert tables() == there


def test_control_a_table_without_a_migration_is_noticed(empty):
    migrating.upgrade()
    planted = sa.Table(
        "planted_without_migration", Base.metadata, sa.Column("id", sa.Integer, primary_key=True)
    )
    try:
        assert any("planted_without_migration" in repr(found) for found in differences(empty))
    finally:
        Base.metadata.remove(planted)


def test_numbers_follow_one_another():
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(migrating.config())
    found = sorted(revision.revision for revision in script.walk_revisions())
    assert found == [f"{number:03d}" for number in range(1, len(found) + 1)]

"""A copy of a place stands in only for what building it would have given; otherwise it is built."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.places import Area
from models.rounds import Round
from tests import built_once
from tests.beginnings import file_of, touched
from tests.rounds_made import an_open_round

built = []


@built_once.built_once
def a_place(title="Autumn ideas"):
    built.append(title)
    return an_open_round(title=title).public_id


@pytest.fixture
def always():
    """Every place is worth keeping, however quickly it was built."""
    kept = built_once.WORTH_IT_SECONDS
    built_once.WORTH_IT_SECONDS = dict.fromkeys(kept, 0.0)
    yield
    built_once.WORTH_IT_SECONDS = kept


@pytest.fixture
def next_test(app, database_url, migrated):
    """What happens between two tests: a new copy of the database, to which nobody has written."""

    def begun():
        db.session.remove()
        db.engine.dispose()
        shutil.copy(migrated, file_of(database_url))
        touched.discard(database_url)

    return begun


def there():
    return list(db.session.scalars(sa.select(Round.public_id)))


def test_it_is_built_once_and_copied_afterwards(always, next_test, work):
    with work():
        first = a_place("Copied")
    next_test()
    assert there() == []
    with work():
        assert a_place("Copied") == first
        db.session.add(Area(name="Written afterwards", starts_on=date(2026, 4, 1)))
    assert there() == [first]
    assert db.session.scalar(sa.select(Area.id).where(Area.name == "Written afterwards"))
    assert built.count("Copied") == 1


def test_after_a_write_or_at_another_moment_or_with_other_words_it_is_built(always, next_test, work, at):
    with work():
        first = a_place("Built")
    next_test()
    with work():
        db.session.add(Area(name="Written before", starts_on=date(2026, 4, 1)))
        db.session.flush()
        assert a_place("Built") != first
    assert db.session.scalar(sa.select(Area.id).where(Area.name == "Written before"))
    assert built.count("Built") == 2
    next_test()
    with at("2027-01-12 10:00"), work():
        assert a_place("Built") != first
    assert built.count("Built") == 3
    next_test()
    with work():
        a_place("Built otherwise")
    assert built[-1] == "Built otherwise"


def test_where_a_test_replaces_parts_of_the_program_it_is_built(always, next_test, work, monkeypatch):
    for turn in (1, 2):
        next_test()
        with work():
            a_place("Patched")
        assert built.count("Patched") == turn

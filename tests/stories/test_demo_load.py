"""The demo place is made whole or not served: on any weekday, and never half."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app import create_app, migrating
from app.db import db
from app.demo import key_decisions, load
from app.demo.story import Moment
from app.times import local_date
from tests.conftest import settings_for

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", range(7))
def test_rule_notice_call_and_answer_come_on_days_of_their_own(days):
    today = MONDAY + timedelta(days=days)
    moments = key_decisions.story(random.Random(f"{load.SEED}-key_decisions"), today)
    on = [local_date(moment.at) for moment in moments]
    assert all(earlier < later for earlier, later in pairwise(on)), f"{today:%A}: {on}"


def test_a_load_broken_off_is_never_served(tmp_path, monkeypatch):
    def told(happens):
        monkeypatch.setattr(load, "_story", lambda today: [Moment(today, happens)])

    with create_app(settings_for(tmp_path)).app_context():
        migrating.upgrade()
        told(lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load.load_if_empty()
        with pytest.raises(load.HalfMade, match="Delete the database and start again"):
            load.load_if_empty()
        db.session.remove()
        db.engine.dispose()


def test_a_whole_load_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "_story", lambda today: [])
    with create_app(settings_for(tmp_path)).app_context():
        migrating.upgrade()
        assert [load.load_if_empty(), load.load_if_empty()] == [True, False]
        db.session.remove()
        db.engine.dispose()

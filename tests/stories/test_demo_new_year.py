"""The demo's books on the days around 1 April: what was begun in the old year goes on in the year's pot of today."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa

from app import clock, create_app, migrating
from app.db import db
from app.demo import load
from app.times import LONDON
from models.reconciliations import Reconciliation
from models.two_people import Held
from tests.conftest import settings_for


@pytest.mark.parametrize("today", ["2027-04-01 10:00", "2027-04-02 00:30"])
def test_the_books_are_compared_and_money_waits_in_the_new_years_pot(tmp_path, monkeypatch, today):
    monkeypatch.setattr(load, "SUBJECTS", ("pot_rules", "money", "books"))
    with create_app(settings_for(tmp_path)).app_context():
        migrating.upgrade()
        with clock.at(datetime.fromisoformat(today).replace(tzinfo=LONDON)):
            load.load()
        held = db.session.scalars(sa.select(Held).where(Held.kind == "add_money")).one()
        compared = db.session.scalars(sa.select(Reconciliation)).one()
        assert "2027/28" in held.words
        assert compared.month.isoformat() == "2027-03-01"
        db.session.remove()
        db.engine.dispose()

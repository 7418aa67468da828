"""A pot to look at in the pages, and how many pots and entries there are."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from tests.money_made import a_pot


@pytest.fixture(name="pot")
def pot_fixture(app, work):
    with work():
        return a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00}).public_id


def how_many(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))

"""The demo's small sums and virtual budget: whole on any day, every penny in the books, nothing unread shown."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa

from app import clock, create_app, migrating
from app.clock import now
from app.db import db
from app.demo import load
from app.times import LONDON, local_date
from commissioning.rules.small_sums import SmallSumState
from commissioning.rules.virtual_budgets import BudgetState
from commissioning.services import ledger_check
from commissioning.services import small_sums_reading as sums
from commissioning.services import virtual_reading as virtual
from models.small_sums import SmallSum
from models.virtual_budgets import VirtualBudget
from tests.conftest import settings_for
from tests.proposals_made import actor


@pytest.mark.parametrize("today", ["2026-11-22 09:30", "2027-04-01 10:00", "2028-02-29 23:59"])
def test_the_partners_story_holds_whatever_the_day(tmp_path, monkeypatch, today):
    monkeypatch.setattr(load, "SUBJECTS", ("small_sums", "virtual_budgets"))
    with create_app(settings_for(tmp_path)).app_context():
        migrating.upgrade()
        with clock.at(datetime.fromisoformat(today).replace(tzinfo=LONDON)):
            load.load()
            made = list(db.session.scalars(sa.select(SmallSum)))
            bought = [one for one in made if one.state in (SmallSumState.BOUGHT, SmallSumState.CHECKED)]
            assert len(bought) >= 7
            assert all(receipt.agrees for receipt in sums.receipts_for(bought))
            assert not [told for told in sums.told_of(made).values() if told.waits]
            budget = db.session.scalars(sa.select(VirtualBudget)).one()
            assert budget.state is BudgetState.RENEWED
            picture = virtual.picture_of(virtual.get_budget_for(actor("Una"), budget.public_id))
            assert picture.total.pledged == sum(line.pledged for line in picture.lines) > 0
            assert [change.from_day > local_date(now()) for change in virtual.changes_of(budget)] == [True]
            assert ledger_check.faults() == []
        db.session.remove()
        db.engine.dispose()

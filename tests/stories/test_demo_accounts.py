"""The demo's accounts: one archived, one tracked, one that waits, and a forum’s at every other step of the way."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
import sqlalchemy as sa

from app import clock, create_app, migrating
from app.db import db
from app.demo import load, people
from governance.rules.summaries import SummaryState as S
from governance.services import audit, summaries
from models.summaries import Summary
from tests.conftest import settings_for


@pytest.mark.parametrize("today", ["2026-11-22 09:30", "2027-03-29 01:30", "2028-02-29 23:59"])
def test_accounts_stand_at_every_step_whatever_the_day(tmp_path, monkeypatch, today):
    monkeypatch.setattr(load, "SUBJECTS", ("deals", "summaries"))
    with create_app(settings_for(tmp_path)).app_context():
        migrating.upgrade()
        with clock.at(datetime.fromisoformat(today).replace(tzinfo=UTC)):
            load.load()
            every = list(db.session.scalars(sa.select(Summary).order_by(Summary.until)))
            told = [s for s in every if s.body.name == people.COMMITTEE]
            assert [s.state for s in told] == [S.ARCHIVED, S.RESPONSES_TRACKED, S.AWAITING_APPROVAL]
            assert [s.approved_by and s.approved_by.name for s in told] == ["Carol", "Noor", None]
            assert all(earlier.until == later.since for earlier, later in pairwise(told))
            assert not any(summaries.faults_of(s) for s in every)
            assert {s.state for s in every} == set(S) - {S.SCHEDULED}, "one at each step of the way"
            assert audit.last_verification().holds
        db.session.remove()
        db.engine.dispose()

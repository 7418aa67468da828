"""What is left of a ballot box is wiped once, at the count or by the job; rows are written anew, never changed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from commissioning.services import boxes, results
from models.ballots import Ballot, BoxWipe, Receipt
from models.rounds import RollEntry
from participation.rules.people import Actor
from tests.rounds_made import VOTERS, after_close, an_open_round, vote


@pytest.fixture
def voted(app, work):
    with work():
        round_ = an_open_round()
        for name in VOTERS:
            vote(name, round_, "Film club")
    return round_


def count_it(round_, work):
    with clock.at(after_close(round_)), work():
        results.count_round(Actor.system(), round_)
    db.session.rollback()


def wiped() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(BoxWipe.round_id)))


def test_the_count_wipes_and_says_so(voted, work):
    count_it(voted, work)
    assert wiped() == [voted.id]
    with work():
        assert boxes.wipe_due(now()) == 0
    assert wiped() == [voted.id]


def test_what_could_not_be_wiped_is_wiped_by_the_job(voted, work, monkeypatch):
    def busy():
        raise db.engine.dialect.loaded_dbapi.OperationalError("somebody was reading")

    with monkeypatch.context() as trouble:
        trouble.setattr(boxes, "_rewrite", busy)
        count_it(voted, work)
    assert results.result_of(voted) is not None
    assert wiped() == []
    with work():
        assert boxes.wipe_due(now()) == 1
    assert wiped() == [voted.id]


def test_somebody_reading_puts_it_off(voted, work):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL gives up after its lock timeout instead")
    db.session.remove()
    with db.engine.connect() as reader:
        reader.execute(sa.select(Ballot.key)).all()
        raw = db.engine.raw_connection()
        raw.execute("PRAGMA busy_timeout=50")
        with pytest.raises(db.engine.dialect.loaded_dbapi.Error):
            boxes._rewrite_sqlite(raw)
        raw.invalidate()  # its short patience is not for others


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Receipt).values(code="2222222222"),
        sa.delete(Receipt),
        sa.update(RollEntry).values(voted=0),
        sa.update(Ballot).values(picks=Ballot.picks),
    ],
)
def test_writing_anew_never_means_changing(voted, work, statement):
    with work():
        db.session.execute(sa.update(Receipt).values(code=Receipt.code))
        db.session.execute(sa.update(RollEntry).values(voted=RollEntry.voted))
    with pytest.raises(DBAPIError), work():
        db.session.execute(statement)

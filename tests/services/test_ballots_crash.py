"""kill -9 while people vote: no receipt given is lost, nobody's vote counts twice, a retry gets the same receipt."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.polling import Way
from models.ballots import Receipt
from tests.crash_made import Phone, Served, vote_and_kill
from tests.polling_made import a_polling_round, in_box
from tests.rounds_made import picks

VOTERS, KILLS = 8, 2


def given_and_kept(database_url, tmp_path, work, *, careless: bool, kills: int = KILLS):
    """Each phone's receipts (first, and again), and the receipts in the database afterwards."""
    with work():
        round_, sheets = a_polling_round(VOTERS)
    served = Served(tmp_path, database_url, careless=careless)
    phones = [Phone(served, code, picks(round_, "Film club")[0]) for code in sheets[Way.CODES].codes]
    db.session.remove()
    try:
        vote_and_kill(served, phones, min(kills, KILLS if database_url.startswith("sqlite") else 1))
    finally:
        served.kill()
    return [phone.receipts for phone in phones], set(db.session.scalars(sa.select(Receipt.code))), round_


@pytest.mark.slow
def test_no_receipt_that_was_given_is_lost(app, work, database_url, tmp_path):
    given, kept, round_ = given_and_kept(database_url, tmp_path, work, careless=False)
    assert all(first == again for first, again in given)
    assert {first for first, _ in given} == kept
    assert in_box(db.session.merge(round_)) == (VOTERS, VOTERS, VOTERS)
    if database_url.startswith("sqlite"):
        assert db.session.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.slow
def test_control_a_build_that_answers_before_it_has_written_loses_them(app, work, database_url, tmp_path):
    if not database_url.startswith("sqlite"):
        pytest.skip("the control is of the harness, and one database shows it")
    given, kept, _ = given_and_kept(database_url, tmp_path, work, careless=True, kills=1)
    assert len([first for first, _ in given if first not in kept]) == VOTERS

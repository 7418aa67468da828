"""Several processes try to vote for the same people at the same instant: each person's vote goes in once."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from app.access.actors import actor_from
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.polling import Way
from commissioning.services import ballots, polling_votes
from models.ballots import Ballot, Receipt
from models.people import User
from models.polling import Batch, Place
from models.rounds import RollEntry, Round
from participation.rules.refusals import Refusal
from tests import racing
from tests.databases import disarm
from tests.polling_made import a_polling_round
from tests.rounds_made import add_voters, an_open_round

PROCESSES, VOTERS, CARDS, PATIENCE = 32, 12, 3, 60
CODES = "codes-of-the-race.txt"  # the printed codes, where each process finds them


def try_all(start: Barrier, number: int, folder: Path, guarded: bool) -> None:
    """One process: vote for everybody on the roll, as fast as it can."""
    round_id, pick, users = _what_to_do()
    start.wait()
    for user_id in users:
        if guarded:
            _vote(round_id, user_id, pick, f"a-form-of-process-{number}")
        else:
            _vote_unguarded(round_id, user_id, pick)
    if guarded:
        _vote_without_account(folder, pick, number)


def _what_to_do() -> tuple[int, str, list[int]]:
    round_ = db.session.query(Round).one()
    users = db.session.scalars(sa.select(User.id).where(User.name.startswith("Voter"))).all()
    return round_.id, round_.projects[0].proposal_public_id, list(users)


def _vote(round_id: int, user_id: int, pick: str, key: str) -> None:
    def once() -> None:
        actor = actor_from(db.session.get_one(User, user_id))
        ballots.cast(actor, db.session.get_one(Round, round_id), [pick], key)

    _patiently(once)


def _patiently(act: Callable[[], object]) -> None:
    """Do it, or be refused; told that the place is busy (nothing was kept then), try again, as people do."""
    for _ in range(PATIENCE):
        try:
            with unit_of_work():
                act()
        except Refusal:
            return
        except OperationalError:
            db.session.rollback()
        else:
            return
    raise AssertionError("busy all the time")


def _vote_without_account(folder: Path, pick: str, number: int) -> None:
    """With every printed code, and as many turns at the tablet as it takes to be told that all are used."""
    key = f"a-form-of-process-{number}"
    for code in (folder / CODES).read_text(encoding="utf-8").split():
        _patiently(partial(_by_code, code, pick, key))
    for turn in range(CARDS):
        _patiently(partial(_in_turn, pick, f"{key}-{turn}"))


def _by_code(code: str, pick: str, key: str) -> None:
    polling_votes.cast(polling_votes.seat_of(code), [pick], key)


def _in_turn(pick: str, key: str) -> None:
    tablet = db.session.query(Batch).filter_by(way=Way.TABLET).one()
    polling_votes.cast_turn(tablet, [pick], key)


def _vote_unguarded(round_id: int, user_id: int, pick: str) -> None:
    """The control: look in one transaction, write in the next, as a careless build would."""
    db.session.rollback()
    voted = db.session.scalar(sa.select(RollEntry.voted).where(RollEntry.user_id == user_id))
    time.sleep(0.002)
    if voted:
        return
    with unit_of_work():
        db.session.execute(sa.insert(Ballot).values(round_id=round_id, picks=[pick]))
        db.session.execute(sa.update(RollEntry).where(RollEntry.user_id == user_id).values(voted=1))


def race(folder: Path, *, guarded: bool, processes: int = PROCESSES) -> tuple[int, int, int]:
    """Everybody at once; gives how many are marked (people and places), ballots and receipts."""
    racing.race(processes, try_all, folder, guarded)
    db.session.rollback()
    marked = sum(db.session.query(table).filter_by(voted=1).count() for table in (RollEntry, Place))
    return marked, db.session.query(Ballot).count(), db.session.query(Receipt).count()


def to_race_for(folder: Path, voters: int, cards: int) -> None:
    """So many people on the roll, printed codes, and turns at a tablet."""
    add_voters(voters)
    sheets = a_polling_round(cards)[1]
    (folder / CODES).write_text(" ".join(sheets[Way.CODES].codes), encoding="utf-8")


@pytest.mark.slow
def test_nobody_votes_twice_however_many_try_at_once(app, work, tmp_path):
    with work():
        to_race_for(tmp_path, VOTERS, CARDS)
    all_of_them = VOTERS + 2 * CARDS
    assert race(tmp_path, guarded=True) == (all_of_them,) * 3


@pytest.mark.slow
def test_without_the_guard_some_do(app, work, tmp_path):
    with work():
        add_voters(VOTERS)
        an_open_round()
        disarm(db.session, "roll_entries_vote_once", "roll_entries")
    marked, found, _ = race(tmp_path, guarded=False)
    assert marked == VOTERS
    assert found > VOTERS

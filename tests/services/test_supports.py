"""Support: one each, taken back at will, never for one's own; 32 processes at once make it one all the same."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import create_app
from app.access.actors import actor_from
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.proposals import State
from commissioning.services import proposals_list, supports
from commissioning.services.proposals_list import ORDERS, Wanted
from models.co_design import Support
from models.people import User
from models.proposals import Proposal
from participation.rules.refusals import Refusal
from tests.co_design_made import neighbour, talked_about
from tests.conftest import settings_for
from tests.proposals_made import actor, submitted

PROCESSES = 32


def test_one_each_and_taken_back(app, work):
    with work():
        proposal = talked_about()
        assert [supports.give(actor("Ben"), proposal) for _ in range(3)] == [True, False, False]
        assert supports.supporting(actor("Ben"), proposal).is_mine
        supports.take_back(actor("Ben"), proposal)
        supports.take_back(actor("Ben"), proposal)
        assert not supports.supporting(actor("Ben"), proposal).is_mine
        assert supports.give(actor("Ben"), proposal)


def test_it_is_for_neighbours_not_for_authors_or_those_who_check(app, work):
    with work():
        proposal = talked_about()
        for name, why in (
            ("Mei", "your own idea"),
            ("Carol", "for the council"),
            ("Noor", "for the council"),
        ):
            with pytest.raises(Refusal, match=why):
                supports.give(actor(name), proposal)
        proposal.state = State.IN_ROUND
        with pytest.raises(Refusal, match="until voting begins"):
            supports.give(actor("Ben"), proposal)


def test_small_numbers_are_not_told_and_nothing_is_sorted_by_support(app, work):
    with work():
        proposal, other = talked_about(), submitted("Grace", title="Another idea")
        for number in range(supports.FEWEST_SHOWN):
            assert supports.supporting(actor("Grace"), proposal).count is None
            supports.give(actor_from(neighbour(f"Neighbour {number}")), proposal)
        assert supports.supporting(actor("Grace"), proposal).count == supports.FEWEST_SHOWN
        for order in (*ORDERS, "support", "popular"):
            with_support = [
                row.public_id for row in proposals_list.list_for(actor("Olu"), Wanted(order=order)).rows
            ]
            db.session.execute(sa.delete(Support))
            without = [
                row.public_id for row in proposals_list.list_for(actor("Olu"), Wanted(order=order)).rows
            ]
            assert with_support == without
            assert set(without) == {proposal.public_id, other.public_id}
        proposal.state = State.IN_ROUND
        assert supports.supporting(actor("Grace"), proposal).count is None


def one_racer(folder: str, url: str, start: Barrier, careful: bool) -> None:
    """One process: support the one idea as Ben, as soon as everybody is ready."""
    db_app = create_app(settings_for(Path(folder), url))
    with db_app.app_context():
        user = db.session.scalars(sa.select(User).where(User.name == "Ben")).one()
        proposal_id, user_id, public_id = (
            db.session.scalars(sa.select(Proposal.id)).one(),
            user.id,
            user.public_id,
        )
        db.session.rollback()
        start.wait()
        if careful:
            with unit_of_work():
                ben = actor_from(db.session.scalars(sa.select(User).where(User.public_id == public_id)).one())
                supports.give(ben, db.session.get_one(Proposal, proposal_id))
        else:
            _careless(proposal_id, user_id)
        db.session.remove()
        db.engine.dispose()


def _careless(proposal_id: int, user_id: int) -> None:
    """The control: look in one transaction, write in the next, and no constraint behind it."""
    there = db.session.execute(sa.text("SELECT count(*) FROM careless_supports")).scalar()
    db.session.rollback()
    time.sleep(0.01)
    if not there:
        with unit_of_work():
            db.session.execute(
                sa.text("INSERT INTO careless_supports VALUES (:p, :u)"), {"p": proposal_id, "u": user_id}
            )


def race(url: str, folder: Path, *, careful: bool) -> None:
    fork = multiprocessing.get_context("fork")
    db.session.remove()
    db.engine.dispose()
    start = fork.Barrier(PROCESSES)
    racers = [
        fork.Process(target=one_racer, args=(str(folder), url, start, careful)) for _ in range(PROCESSES)
    ]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(timeout=90)
    assert [racer.exitcode for racer in racers] == [0] * PROCESSES


def test_thirty_two_at_once_support_once_and_without_the_guard_more_often(app, work, database_url, tmp_path):
    with work():
        talked_about()
        db.session.execute(sa.text("CREATE TABLE careless_supports (proposal_id BIGINT, user_id BIGINT)"))
    race(database_url, tmp_path, careful=True)
    assert db.session.scalar(sa.select(sa.func.count(Support.id))) == 1
    race(database_url, tmp_path, careful=False)
    assert db.session.scalar(sa.text("SELECT count(*) FROM careless_supports")) > 1


def test_the_database_itself_refuses_a_second(app, work):
    with work():
        proposal = talked_about()
        supports.give(actor("Ben"), proposal)
    with pytest.raises(sa.exc.IntegrityError), work():
        first = db.session.scalars(sa.select(Support)).one()
        db.session.add(Support(proposal_id=first.proposal_id, user_id=first.user_id, at=first.at))

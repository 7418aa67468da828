"""A count that must wait, fails, or is made while others write: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.transactions import is_writing
from commissioning.rules.counting.values import CountingRefused
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action
from commissioning.services import proposals, results, rounds
from commissioning.services.review_assignments import officers
from models.ballots import Ballot, CountedBallot
from models.jobs import OutboxMessage
from models.proposals import Proposal
from models.results import RoundResult
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.proposals_made import actor
from tests.results_made import counted, fate, five_votes
from tests.rounds_made import (
    a_plan,
    after_close,
    ideas,
    project,
    vote,
)


@pytest.fixture
def voted(begin):
    return begin(five_votes)


def test_a_round_that_cannot_be_counted_holds_up_no_other_and_officers_are_told_once(
    voted, work, monkeypatch
):
    with work():
        found = ideas({"Sand pit": 20_000, "Mural": 10_000})
        plan = a_plan(found, title="Spring ideas", amount=Pence(50_000), most=2)
        other = rounds.set_up(actor("Grace"), rounds.pot_of(voted), plan)
        rounds.open_voting(actor("Grace"), other)
        vote("Mei", other, "Mural")
    real = results.rules.outcome

    def outcome(terms, projects, *rest):
        if any(one.name == "Boat days" for one in projects):
            raise CountingRefused("It cannot be counted.")
        return real(terms, projects, *rest)

    monkeypatch.setattr(results.rules, "outcome", outcome)
    with clock.at(max(after_close(voted), after_close(other))):
        assert results.count_due(now()) == "failed: 1 rounds could not be counted; 1 were."
        assert results.count_due(now()) == "failed: 1 rounds could not be counted; 0 were."
        told = db.session.scalars(
            sa.select(OutboxMessage).where(OutboxMessage.dedupe_key.startswith("not-counted"))
        )
        letters = told.all()
        assert [one.subject for one in letters] == [f"Not counted yet: {voted.title}"] * len(officers())
        assert letters
        monkeypatch.undo()
        assert results.count_due(now()) == [voted.title]
    assert results.result_of(other).outcome["voters"] == 1


def test_the_votes_are_counted_while_others_may_write_and_once_more_if_an_idea_has_left(
    voted, work, monkeypatch
):
    real, seen = results.rules.outcome, []

    def outcome(*given):
        seen.append(is_writing())
        if len(seen) == 1:  # an idea leaves the round while the count goes on
            with work():
                gone = project(voted, "Film club").proposal_id
                idea = db.session.get_one(Proposal, gone)
                proposals.move(Actor.system(), idea, Action.TAKE_OUT, reason="It left.")
        return real(*given)

    monkeypatch.setattr(results.rules, "outcome", outcome)
    with clock.at(after_close(voted)):
        assert results.count_due(now()) == [voted.title]
    assert seen == [False, True]
    assert fate(results.result_of(voted).outcome, "Film club")["reason"] == "withdrawn"


def test_a_count_made_beforehand_is_kept_without_counting_again(voted, monkeypatch):
    real, seen = results.rules.outcome, []
    monkeypatch.setattr(results.rules, "outcome", lambda *given: seen.append(is_writing()) or real(*given))
    with clock.at(after_close(voted)):
        assert results.count_due(now()) == [voted.title]
    assert seen == [False]


def test_a_box_that_does_not_balance_is_not_counted(voted, work):
    with work():
        disarm(db.session, "ballots_no_delete", "ballots")
        one = db.session.scalars(sa.select(Ballot)).first()
        db.session.execute(sa.delete(Ballot).where(Ballot.key == one.key))
    with (
        clock.at(after_close(voted)),
        pytest.raises(Refusal, match=r"5 people are marked .* 4 ballots and 5"),
        work(),
    ):
        results.count_round(Actor.system(), voted)
    with clock.at(after_close(voted)):
        assert results.count_due(now()) == "failed: 1 rounds could not be counted; 0 were."
    assert results.result_of(voted) is None


def test_after_the_count_the_box_is_empty_and_shut(voted, work):
    counted(voted, work)
    assert db.session.query(Ballot).count() == 0
    assert db.session.query(CountedBallot).count() == 5
    for statement in (
        sa.insert(Ballot).values(round_id=voted.id, picks=[]),
        sa.insert(CountedBallot).values(round_id=voted.id, picks=[]),
        sa.delete(CountedBallot),
        sa.update(RoundResult).values(outcome={}),
    ):
        with pytest.raises(DBAPIError), work():
            db.session.execute(statement)


def test_the_log_on_disk_is_emptied_after_the_count(voted, work, tmp_path):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL vacuums the emptied table instead")
    counted(voted, work)
    log = next(tmp_path.glob("*.sqlite3-wal"), None)
    assert log is None or log.stat().st_size == 0

"""What rounds tell a summary: once, in their period, in both voices, with small numbers hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.services import results, rounds_facts
from tests.money_made import team_id
from tests.rounds_made import VOTERS, after_close, an_open_round, vote


@pytest.fixture
def told(app, work):
    """`told("Asha", ...)`: a round those people voted in, counted; gives (when, facts of a period, team)."""

    def tell(*names):
        with work():
            round_ = an_open_round()
            for name in names:
                vote(name, round_, "Film club", "Bike library")
        at = after_close(round_)
        with clock.at(at), work():
            results.count_due(now())
        return at, rounds_facts.summary_facts(team_id(), at, at + timedelta(minutes=1))

    return tell


def test_a_counted_round_is_one_fact_in_two_voices(told):
    _, facts = told(*VOTERS)
    assert len(facts) == 1
    assert "5 of 5 people voted" in facts[0].officer
    assert (
        "“Film club” and “Bike library”" in facts[0].officer
        or "“Bike library” and “Film club”" in facts[0].officer
    )
    assert facts[0].child.endswith("The council still has to say yes.")
    assert facts[0].figures["voters"] == 5
    assert facts[0].figures["spent_pence"] == 70_000


def test_few_voters_are_not_counted_aloud(told):
    _, facts = told("Asha", "Mei")
    assert facts[0].figures["voters"] is None
    assert "Fewer than five people voted" in facts[0].officer
    assert "2" not in facts[0].officer.split("voted.")[0].split("closed on")[0]


def test_nobody_voted_is_said(told):
    _, facts = told()
    assert facts[0].figures["voters"] == 0
    assert "Nothing was recommended" in facts[0].officer
    assert "Nobody voted. No idea won." in facts[0].child


def test_the_period_is_half_open_and_the_team_matters(told):
    at, _ = told(*VOTERS)
    assert len(rounds_facts.summary_facts(None, at, at + timedelta(seconds=1))) == 1
    assert rounds_facts.summary_facts(None, at - timedelta(days=1), at) == []
    assert rounds_facts.summary_facts(team_id("Alderbrook North team"), at, at + timedelta(days=1)) == []


def test_it_asks_one_question_however_many_rounds(told):
    at, _ = told(*VOTERS)
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    rounds_facts.summary_facts(None, at, at + timedelta(days=1))
    assert len(seen) <= 2

"""What a summary is told about money and decisions: half-open periods, sums that agree, nothing kept from children."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import awards, decisions_facts, money_facts
from models.awards import Award
from tests.decisions_made import a_counted_round, adopted
from tests.money_made import team_id
from tests.proposals_made import actor


@pytest.fixture
def begun(app, work):
    start = now() - timedelta(hours=1)
    with work():
        a_counted_round()
        adopted()
    return start


def figures(facts):
    return {fact.key.split(":")[0]: dict(fact.figures) for fact in facts}


def test_a_pots_movements_in_the_period_and_what_is_left_at_its_end(begun):
    facts = money_facts.summary_facts(team_id(), begun, now())
    assert figures(facts)["pot"] == {
        "came_in_pence": 2_000_00,
        "promised_pence": 400_00,
        "paid_pence": 0,
        "left_pence": 1_600_00,
    }
    assert "£1,600.00 is left" in facts[0].officer
    assert "£1,600.00 is left" in facts[0].child


def test_a_later_period_starts_from_what_was_left(begun):
    (fact,) = money_facts.summary_facts(team_id(), now(), now() + timedelta(days=1))
    assert fact.figures["came_in_pence"] == 0
    assert fact.figures["left_pence"] == 1_600_00


def test_before_anything_there_is_nothing_to_say(begun):
    assert money_facts.summary_facts(team_id(), begun - timedelta(days=9), begun) == []
    assert decisions_facts.summary_facts(team_id(), begun - timedelta(days=9), begun) == []


def test_another_team_is_told_nothing_of_it(begun):
    other = team_id("Alderbrook North team")
    assert money_facts.summary_facts(other, begun, now()) == []
    assert decisions_facts.summary_facts(other, begun, now()) == []
    assert decisions_facts.summary_facts(None, begun, now())


def test_an_award_nobody_claimed_is_said(begun, work):
    later = now() + timedelta(days=61)
    with clock.at(later), work():
        awards.lapse_due(later)
    facts = money_facts.summary_facts(team_id(), later, later + timedelta(seconds=1))
    (released,) = [fact for fact in facts if fact.not_done]
    assert "did not take up £400.00" in released.officer
    assert figures(facts)["pot"]["promised_pence"] == -400_00


def test_each_decision_is_told_to_both_readers(begun):
    (fact,) = decisions_facts.summary_facts(team_id(), begun, now())
    assert "Adopted as recommended" in fact.officer
    assert fact.child == "“Bike library”: the council said yes. £400.00 of the £400.00 asked for."
    assert not fact.not_done


def test_payments_are_counted_once(begun, work):
    with work():
        award = awards.get_award(db.session.scalars(sa.select(Award.public_id)).one())
        awards.accept(actor("Carol"), award, signed_by="Hana Reed")
        awards.pay(actor("Farid"), award, Pence(150_00), reason="Bikes", key="1")
    facts = money_facts.summary_facts(team_id(), begun, now() + timedelta(seconds=1))
    assert figures(facts)["pot"]["paid_pence"] == 150_00

"""Awards: signed by an adult, paid never above the promise, lapsed when nobody claims them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.services import awards, awards_reading, ledger_check, pots
from commissioning.services.proposals_story import story_for
from models.awards import Award
from participation.rules.refusals import Refusal
from tests.decisions_made import a_counted_round, adopted, proposal
from tests.proposals_made import actor


@pytest.fixture
def award(begin):
    begin(an_offer)


def an_offer():
    a_counted_round()
    adopted()


def the_award():
    return awards.get_award(db.session.scalars(sa.select(Award.public_id)).one())


def accept(by="Carol", signed_by="Hana Reed, Quay Wheels CIC"):
    awards.accept(actor(by), the_award(), signed_by=signed_by)


def pay(pence, key="one", by="Farid"):
    awards.pay(actor(by), the_award(), Pence(pence), reason="First half", key=key)


def test_accepted_then_paid_in_two_parts(award, work):
    with work():
        accept("Mei")
        pay(150_00)
    assert the_award().state is AwardState.PART_PAID
    assert proposal().state is State.UNDER_WAY
    with work():
        pay(250_00, "two")
    assert the_award().state is AwardState.PAID
    assert [p.amount for p in awards_reading.payments_of(the_award())] == [150_00, 250_00]
    assert pots.standing_of(the_award().pot_id).paid == 400_00
    assert ledger_check.faults() == []


def test_an_ideas_story_has_its_money_in_place(award, work):
    with work():
        accept("Mei")
        pay(150_00)
        told = story_for(actor("Ben"), proposal().public_id).events
    titles = [event["title"] for event in told]
    money = ["£400.00 offered", "Offer accepted", "£150.00 paid"]
    assert [title for title in titles if title in money] == money
    assert titles.index("Approved") < titles.index("£150.00 paid")
    assert {event["href"] for event in told if event["title"] in money} == {
        f"/awards/{the_award().public_id}"
    }


def test_a_payment_above_the_award_is_refused(award, work):
    with work():
        accept()
        pay(150_00)
    with pytest.raises(Refusal, match=r"£250\.00 still to pay, and this pays £250\.01"), work():
        pay(250_01, "two")


@pytest.mark.parametrize("pence", [0, -5])
def test_a_payment_of_nothing_is_refused(award, work, pence):
    with work():
        accept()
    with pytest.raises(Refusal, match="how much to pay"), work():
        pay(pence)


def test_nothing_is_paid_before_it_is_accepted_nor_by_anyone_else(award, work):
    with pytest.raises(Refusal, match="waits for an adult"), work():
        pay(1_00)
    with work():
        accept()
    for name in ("Carol", "Noor", "Mei"):
        with pytest.raises(Refusal, match="Only the finance lead"), work():
            pay(1_00, by=name)


@pytest.mark.parametrize(
    ("by", "why"), [("Asha", "An adult"), ("Grace", "Only the people"), ("Erin", "Only the people")]
)
def test_a_child_never_signs_and_strangers_do_not(award, work, by, why):
    with pytest.raises(Refusal, match=why), work():
        accept(by)


def test_a_signature_needs_a_name(award, work):
    with pytest.raises(Refusal, match="full name"), work():
        accept(signed_by=" ")


def test_declined_money_goes_back(award, work):
    with work():
        awards.decline(actor("Mei"), the_award(), reason="We found another way")
    assert the_award().state is AwardState.DECLINED
    assert proposal().state is State.LAPSED
    assert pots.standing_of(the_award().pot_id).promised == 0
    assert ledger_check.faults() == []


def test_an_offer_nobody_claims_lapses_on_the_day_and_once_only(award, work):
    end = the_award().accept_by
    with work():
        assert awards.lapse_due(end - timedelta(seconds=1)) == []
        assert awards.lapse_due(end) == ["Bike library"]
        assert awards.lapse_due(end) == []
    assert the_award().state is AwardState.LAPSED
    assert pots.standing_of(the_award().pot_id).left == 2_000_00
    with clock.at(end + timedelta(days=1)), pytest.raises(Refusal), work():
        accept()


def test_too_late_is_too_late_before_the_job_has_run(award, work):
    with clock.at(now() + timedelta(days=61)), pytest.raises(Refusal, match="time to accept"), work():
        accept()


def test_lists_are_by_what_awards_wait_for(award, cast):
    assert len(awards_reading.lists_for(cast("Farid"))["to_sign"]) == 1
    assert len(awards_reading.lists_for(cast("Erin"))["to_sign"]) == 0

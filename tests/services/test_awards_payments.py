"""Payments: asked for, approved, released or sent back, by three people and never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from app.unit_of_work import unit_of_work
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import PaymentState
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.services import (
    awards,
    awards_ending,
    ledger_check,
    organisations,
    payments,
    returns,
)
from commissioning.services.decisions import decide
from commissioning.services.returns import Told
from models.ledger import LedgerEntry
from models.payments import PaymentRequest
from participation.rules.refusals import NotFound, Refusal
from tests import racing
from tests.awards_lived import (
    DID,
    asked,
    award_fixture,  # noqa: F401 - a fixture
    read_at_the_desk,
    signed_fixture,  # noqa: F401 - a fixture
    the_award,
)
from tests.decisions_made import adopted, proposal, verdict
from tests.leeds_made import award_of, case_of, waiting
from tests.money_made import area_id
from tests.proposals_made import actor


def test_three_people_stand_behind_every_payment(signed, work):
    with work():
        request = asked()
        assert payments.words_of([request]) == {}
        with pytest.raises(Refusal, match="still being read by the safeguarding lead"):
            payments.approve(actor("Carol"), request)
        read_at_the_desk(request.public_id)
        with pytest.raises(Refusal, match="Nobody has approved this payment yet"):
            payments.release(actor("Farid"), request)
        payments.approve(actor("Carol"), request)
        for name in ("Carol", "Dev", "Noor"):
            with pytest.raises(Refusal, match="Only the finance lead"):
                payments.release(actor(name), request)
        assert payments.release(actor("Farid"), request)
    with work():
        assert not payments.release(
            actor("Farid"), request
        )  # a second click pays nothing, and is told so calmly
        with pytest.raises(Refusal, match="paid already"):
            payments.send_back(actor("Farid"), request, "Please say which bikes these were.")
    assert payments.words_of([request]) == {request.public_id: DID}
    assert (the_award().state, request.state) == (AwardState.PART_PAID, PaymentState.RELEASED)
    entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert {entry.actor_name, entry.confirmed_name} == {"Farid", "Carol"}
    assert proposal().state is State.UNDER_WAY
    assert ledger_check.faults() == []


def test_nobody_takes_two_of_the_steps_not_even_in_the_database(signed, work):
    with work():
        request = asked(by="Carol")
        with pytest.raises(Refusal, match="You asked for this payment"):
            payments.approve(actor("Carol"), request)
        payments.approve(actor("Noor"), request)
    wrong = sa.update(PaymentRequest).values(released_by_id=actor("Noor").user_id)
    with pytest.raises(DBAPIError), work():
        db.session.execute(wrong)


def test_a_request_that_does_not_fit_is_refused_in_words(signed, work):
    with work():
        asked(150_00)
        with pytest.raises(Refusal, match=r"£150\.00 of that is asked for already, and this asks £250\.01"):
            asked(250_01)
        with pytest.raises(Refusal, match="how much you ask"):
            asked(0)
        with pytest.raises(Refusal, match="what was done or bought"):
            asked(1, words="Bikes")
        with pytest.raises(Refusal, match="Only the people this award was made to"):
            asked(by="Grace")
        again = asked(250_00)
        with pytest.raises(Refusal, match="what is missing"):
            payments.send_back(actor("Carol"), again, "No")
        payments.send_back(actor("Carol"), again, "Please say which bikes these were.")
        asked(250_00)
        with pytest.raises(NotFound):
            payments.get_request_for(actor("Grace"), the_award(), again.public_id)


def test_an_instalment_is_asked_for_once_and_for_its_own_sum(signed, work):
    def first(pence, place=0):
        return payments.ask(
            actor("Carol"), the_award(), Pence(pence), what="When it starts", words=DID, instalment=place
        )

    def refused(field, match, *asks):
        with pytest.raises(Refusal, match=match) as refusal:
            first(*asks)
        assert refusal.value.field == field

    with work():
        refused("amount", r"This instalment is £150\.00. To ask for another sum", 149_99)
        refused("instalment", "Choose from the list", 150_00, 2)
        request = first(150_00)
        refused("instalment", "asked for already", 150_00)
        payments.approve(actor("Noor"), request)
        refused("instalment", "asked for already", 150_00)
        payments.send_back(actor("Noor"), request, "Please say which bikes these were.")
        again = first(150_00)
        payments.approve(actor("Noor"), again)
        payments.release(actor("Farid"), again)
        refused("instalment", "paid already", 150_00)
        first(250_00, 1)


def ask_first(begin, number, folder, award_id):
    """One racer asks for the first instalment; notes what it was told."""
    begin.wait()
    with unit_of_work():
        try:
            award = awards.get_award(award_id)
            payments.ask(actor("Carol"), award, Pence(150_00), what="Start", words=DID, instalment=0)
            told = "asked"
        except Refusal as refusal:
            told = refusal.reason
    (folder / f"told-{number}").write_text(told, encoding="utf-8")


def test_of_two_browsers_at_once_one_asks_for_the_instalment(signed, tmp_path):
    racing.race(3, ask_first, tmp_path, the_award().public_id)
    told = sorted(file.read_text(encoding="utf-8") for file in tmp_path.glob("told-*"))
    assert told == ["This instalment is asked for already"] * 2 + ["asked"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PaymentRequest)) == 1


def test_five_refusals_have_five_plain_sentences(award, work):
    told, found = [], the_award().public_id

    def bikes():
        return awards.get_award(found)

    def refused(does):
        with pytest.raises(Refusal) as refusal, work():
            does()
        told.append(refusal.value.reason)

    refused(lambda: awards.accept(actor("Asha"), bikes(), signed_by="Asha"))
    with work():
        garden = adopted("Quiet garden")
        organisations.add_person(actor("Farid"), bikes().organisation, "carol@alderbrook.example")
        awards.accept(actor("Dev"), bikes(), signed_by="Dev Patel")
        request = payments.ask(actor("Dev"), bikes(), Pence(150_00), what="To start", words=DID)
        read_at_the_desk(request.public_id)
    refused(lambda: payments.approve(actor("Carol"), request))
    refused(lambda: awards.pay(actor("Farid"), bikes(), Pence(400_01), reason="All", key="1"))
    with clock.at(now() + timedelta(days=61)):
        refused(lambda: awards.accept(actor("Mei"), award_of(garden), signed_by="Mei Lin"))
    with work():
        waiting(
            {"Monday Club": 50_00}, pot={"Millfield": 100_00, "Northgate Park": 100_00}, name="Second",
        )  # fmt: skip
    case = case_of("Monday Club")
    wrong = verdict(case, shares={area_id("Northgate Park"): Pence(50_00)})
    refused(lambda: decide(actor("Noor"), case, wrong))
    assert [one.split(".")[0] for one in told] == [
        "An adult or an accountable organisation has to sign for an award",
        "You belong to the organisation this award is made out to, so somebody else must do this",
        "This award has £400",
        "The time to accept this award is over",
        "“Monday Club” is not for Northgate Park, so Northgate Park’s share cannot pay for it",
    ]


def test_no_request_is_left_that_nobody_can_answer(signed, work):
    """A payment asked for is answered before the award is finished, and sent back when it is stopped."""
    with work():
        awards.pay(actor("Farid"), the_award(), Pence(100_00), reason="To start", key="1")
        request = asked()
        read_at_the_desk(request.public_id)
        payments.approve(actor("Noor"), request)
        today = local_date(now())
        told = Told(
            today - timedelta(60), today, 24, 6, 3, Pence(90_00), "Mend before you lend.", is_last=True
        )
        report = returns.send(actor("Dev"), the_award(), told)
        read_at_the_desk(report.public_id)
        returns.read(actor("Carol"), report)
        with pytest.raises(Refusal, match=r"A payment of £150\.00 is asked for and not answered yet"):
            awards_ending.finish(actor("Carol"), the_award())
        awards_ending.stop(
            actor("Carol"), the_award(), reason="The group has closed and nobody can go on with it."
        )
    assert (request.state, request.sent_back_why[:23]) == (PaymentState.SENT_BACK, "The award was stopped: ")
    assert ledger_check.faults() == []

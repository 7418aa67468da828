"""An award's whole life: checked, offered, signed, asked for, approved, released, reported, changed, given back."""

from __future__ import annotations

from datetime import date, timedelta

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
from commissioning.rules.public_money import Instrument, MoneyRule
from commissioning.rules.recipients import AboutThis, Found, RecipientCheck
from commissioning.services import (
    awards,
    awards_story,
    held_changes,
    ledger_check,
    offers,
    offers_changes,
    organisations,
    payments,
    pots,
    public_money,
    recipients,
    returns,
    two_people,
)
from commissioning.services.decisions import decide
from commissioning.services.offers import Instalment
from commissioning.services.returns import Told
from models.audit import AuditEvent
from models.awards import Award
from models.ledger import LedgerEntry
from models.offers import AwardTerms
from models.payments import PaymentRequest
from models.triage import TriageItem
from participation.rules.refusals import NotFound, Refusal
from tests import racing
from tests.decisions_made import a_counted_round, adopted, offer_it, proposal, terms, verdict
from tests.leeds_made import award_of, case_of, waiting
from tests.money_made import area_id, two_people_above
from tests.organisations_made import a_group, a_ready_organisation, an_organisation
from tests.proposals_made import actor

DID = "Ten bikes came, and six of us mended them."


@pytest.fixture
def award(begin):
    begin(an_offer_to_wheels)


def an_offer_to_wheels():
    """Bike library's £400, offered to Quay Wheels, for which Dev acts."""
    a_counted_round()
    decision = adopted(offered=False)
    wheels = a_ready_organisation()
    organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
    halves = [
        Instalment("When it starts", Pence(150_00)),
        Instalment("When ten bikes are mended", Pence(250_00)),
    ]
    offer_it(award_of(decision), wheels, instalments=halves)


@pytest.fixture
def signed(begin):
    begin(an_award_signed)


def an_award_signed():
    """The same, signed by Dev."""
    an_offer_to_wheels()
    awards.accept(actor("Dev"), the_award(), signed_by="Dev Patel, Quay Wheels CIC")


def the_award():
    return awards.get_award(db.session.scalars(sa.select(Award.public_id)).one())


def read_at_the_desk(public_id):
    """The safeguarding lead has let these words through."""
    query = sa.select(TriageItem).where(TriageItem.words_of == public_id, TriageItem.is_latest)
    item = db.session.scalars(query).one()
    item.decided_at = item.released_at = now()
    item.released_version = 1
    db.session.flush()


def asked(pence=150_00, by="Dev", words=DID):
    return payments.ask(actor(by), the_award(), Pence(pence), what="When it starts", words=words)


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


def test_nobody_decides_for_an_organisation_they_belong_to(app, work):
    with work():
        a_counted_round()
        wheels = an_organisation("Quay Wheels")
        organisations.add_person(actor("Carol"), wheels, "noor@alderbrook.example")
    with pytest.raises(Refusal, match="You belong to the organisation that asks"), work():
        adopted()


def test_an_offer_waits_for_every_check(app, work):
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        wheels = an_organisation(checked=False)
        with pytest.raises(
            Refusal, match=r"not ready for an offer. Constituted.*not checked yet \(and 8 more\)"
        ):
            offer_it(award, wheels)
        yes = dict.fromkeys(RecipientCheck, (Found.YES, ""))
        with pytest.raises(Refusal, match="why it does not apply"):
            recipients.record(
                actor("Carol"), wheels, {**yes, RecipientCheck.ACCOUNTS: (Found.NOT_NEEDED, "")}
            )
        recipients.record(actor("Carol"), wheels, {**yes, RecipientCheck.ACCOUNTS: (Found.NO, "")})
        assert recipients.lacking(wheels)[0].endswith("the answer was no")
        recipients.record(actor("Carol"), wheels, yes)
        assert recipients.lacking(wheels) == ["The finance lead has not checked the bank account yet"]
        organisations.check_bank(actor("Farid"), wheels, "A statement was seen")
        assert recipients.lacking(wheels) == []
        with pytest.raises(Refusal, match="we do not pay for what is already done"):
            about = [one for one in AboutThis if one is not AboutThis.NOT_BEGUN]
            offers.offer(actor("Carol"), award, wheels, terms(), checked=about)
        with pytest.raises(Refusal, match="Only the commissioning officer"):
            offers.offer(actor("Farid"), award, wheels, terms(), checked=list(AboutThis))
    with clock.at(now() + timedelta(days=365)):
        assert len(recipients.lacking(wheels)) == 9


def test_a_group_without_a_constitution_is_offered_through_whoever_answers_for_it(app, work):
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        wheels = a_ready_organisation()
        group = a_group(wheels)
        organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
        offer_it(award, group)
        assert award.recipient == "Quay Wheels CIC, for Millfield Mates"
        awards.accept(actor("Dev"), award, signed_by="Dev Patel, Quay Wheels CIC")
    assert award.state is AwardState.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": date(2020, 1, 1)}, "ends_on"), ({"report_by": date(2020, 1, 1)}, "report_by"),
        ({"instalments": [Instalment("Half", Pence(200_00))]}, "instalments"),
        ({"instrument": Instrument.CONTRACT, "category": MoneyRule.WORKS}, "purpose"),
        ({"instrument": Instrument.CONTRACT, "purpose": "Hire"}, "category"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused_beside_their_field(app, work, changes, field):
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        with pytest.raises(Refusal) as refused:
            offer_it(award, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("days", "field", "match"),
    [
        (("2027-04-01", "2027-05-01", "2027-05-01"), "starts_on", "this pot closes on 1 April 2027"),
        (("2027-03-31", "2028-04-02", "2028-05-01"), "ends_on", "must end by 1 April 2028, a year after"),
        (("2027-03-31", "2099-01-01", "2099-01-01"), "ends_on", "must end by 1 April 2028"),
        (("2027-03-31", "2027-08-31", "2028-03-01"), "report_by", "within six months of the end, by 29 February 2028"),
        (("2027-03-31", "2028-04-01", "2028-10-01"), None, ""),
    ],
)  # fmt: skip
def test_an_award_does_not_outlive_its_pot(app, work, days, field, match):
    asks = dict(zip(("starts_on", "ends_on", "report_by"), map(date.fromisoformat, days), strict=True))
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        award.pot.closes_on = date(2027, 4, 1)
        if field is None:
            offer_it(award, **asks)
        else:
            with pytest.raises(Refusal, match=match) as refused:
                offer_it(award, **asks)
            assert refused.value.field == field


def test_a_pot_without_a_closing_day_and_a_change_of_terms_have_an_end_too(signed, work):
    with work():
        award = the_award()
        award.pot.closes_on = None
        late = terms(ends_on=date(2099, 1, 1), report_by=date(2099, 1, 1))
        with pytest.raises(Refusal, match="must end by 1 April 2028") as refused:
            offers_changes.propose_change(actor("Dev"), award, Pence(400_00), late, "It needs more time")
        assert refused.value.field == "ends_on"
        award.pot.closes_on = date(2026, 4, 2)  # closed early since: the days that count already stand
        offers_changes.propose_change(
            actor("Carol"), award, Pence(300_00), terms(), "It costs less than was planned"
        )


def test_an_offer_to_another_than_the_decision_names_says_why(app, work):
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        assert award.recipient == "Quay Wheels"
        other = a_ready_organisation("Boatyard Ltd", number="87654321")
        for why in ("", "Because they can"):
            with pytest.raises(Refusal, match="The decision names Quay Wheels") as refused:
                offer_it(award, other, why_other=why)
            assert refused.value.field == "why_other"
        offer_it(award, other, why_other="Quay Wheels closed, and its members joined this one.")
    event = db.session.scalars(
        sa.select(AuditEvent).where(AuditEvent.action == "award.other_recipient")
    ).one()
    assert event.details["why"] == "Quay Wheels closed, and its members joined this one."
    told = [
        [one.text for one in awards_story.story_of(the_award(), [], [], [], [], inside=inside)]
        for inside in (True, False)
    ]
    assert [event.details["why"] in texts for texts in told] == [True, False]


def test_capitals_and_spaces_make_no_other_organisation(app, work):
    with work():
        a_counted_round()
        award = award_of(adopted(offered=False))
        offer_it(award, a_ready_organisation("QUAY  wheels"), why_other="")
        count = sa.select(sa.func.count()).where(AuditEvent.action == "award.other_recipient")
    assert db.session.scalar(count) == 0


def test_new_terms_count_when_both_sides_agree_and_every_version_is_kept(signed, work):
    with work():
        award, less = the_award(), terms(conditions="Helmets are hired.")
        with pytest.raises(Refusal, match="needs a new decision"):
            offers_changes.propose_change(
                actor("Carol"), award, Pence(400_01), less, "They ask for more money"
            )
        offers_changes.propose_change(
            actor("Carol"), award, Pence(300_00), less, "Helmets will be hired, not bought"
        )
        with pytest.raises(Refusal, match="still waiting for an answer"):
            offers_changes.propose_change(actor("Dev"), award, Pence(200_00), less, "And less still, please")
        with pytest.raises(Refusal, match="The other side has to agree"):
            offers_changes.agree(actor("Carol"), award, 2, "Carol")
        assert award.amount_pence == 400_00
        offers_changes.agree(actor("Dev"), award, 2, "Dev Patel")
        with pytest.raises(Refusal, match="settled already"):
            offers_changes.agree(actor("Dev"), award, 2, "Dev Patel")
    versions = offers.versions_of(the_award())
    assert [one.amount_pence for one in versions] == [300_00, 400_00]
    assert offers.in_force(versions).conditions == "Helmets are hired."
    assert the_award().amount_pence == 300_00
    assert pots.standing_of(the_award().pot_id).promised == 300_00
    with pytest.raises(DBAPIError, match="version by version"), work():
        db.session.execute(sa.update(AwardTerms).values(conditions="Other"))
    assert ledger_check.faults() == []


def test_the_last_report_finishes_it_and_the_rest_goes_back(signed, work):
    today = local_date(now())
    told = Told(
        today - timedelta(60),
        today,
        24,
        6,
        3,
        Pence(140_00),
        "Mend before you lend.",
        "I fixed a brake!",
        True,
    )
    with work():
        awards.pay(actor("Farid"), the_award(), Pence(150_00), reason="To start", key="1")
        with pytest.raises(Refusal, match="has not come yet"):
            awards.finish(actor("Carol"), the_award())
        report = returns.send(actor("Dev"), the_award(), told)
        with pytest.raises(Refusal, match="is in already"):
            returns.send(actor("Dev"), the_award(), told)
        assert returns.words_of([report]) == {}
        with pytest.raises(Refusal, match="still being read"):
            returns.read(actor("Carol"), report)
        read_at_the_desk(report.public_id)
        returns.read(actor("Carol"), report)
        awards.finish(actor("Carol"), the_award())
        awards.give_back(actor("Farid"), the_award(), Pence(10_00), reason="Not spent", key="1")
        with pytest.raises(Refusal, match=r"£140\.00 was paid, and this asks £140\.01 back"):
            awards.give_back(actor("Farid"), the_award(), Pence(140_01), reason="All of it", key="2")
    assert returns.words_of([report])[report.public_id] == {
        "words": "I fixed a brake!",
        "more": "Mend before you lend.",
    }
    assert (the_award().state, proposal().state) == (AwardState.FINISHED, State.DONE)
    standing = pots.standing_of(the_award().pot_id)
    assert (standing.promised, standing.paid, standing.left) == (0, 140_00, 1_860_00)
    assert ledger_check.faults() == []


def test_a_large_sum_that_came_back_waits_for_a_second_person(signed, work):
    with work():
        awards.pay(actor("Farid"), the_award(), Pence(150_00), reason="To start", key="1")
        two_people_above(100_00)
    with pytest.raises(Refusal, match=r"Above £100\.00 two people are needed"), work():
        awards.give_back(actor("Farid"), the_award(), Pence(100_01), reason="x", key="1")
    with work():
        assert (
            held_changes.give_back(actor("Farid"), the_award(), Pence(60_00), reason="Some", key="2") is None
        )
        assert (
            held_changes.give_back(actor("Farid"), the_award(), Pence(60_00), reason="Some", key="2") is None
        )
        held = held_changes.give_back(actor("Farid"), the_award(), Pence(60_00), reason="More", key="3")
    assert held.words.endswith("(with £60.00 earlier that day it comes to £120.00)")
    assert pots.standing_of(the_award().pot_id).paid == 90_00
    with pytest.raises(Refusal, match="You proposed this"), work():
        two_people.confirm(actor("Farid"), held)
    with work():
        entry = two_people.confirm(actor("Noor"), held)
    assert (entry.actor_name, entry.confirmed_name) == ("Farid", "Noor")
    assert pots.standing_of(the_award().pot_id).paid == 30_00
    assert ledger_check.faults() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"spent": Pence(400_01)}, "spent"), ({"until": date(2020, 1, 1)}, "until"), ({"children": -1}, "children"),
     ({"learned": "Ok"}, "learned")],
)  # fmt: skip
def test_a_report_that_cannot_be_is_refused(signed, work, changes, field):
    today = local_date(now())
    told = Told(today - timedelta(9), today, 4, 1, 1, Pence(10_00), "Mend before you lend.")
    with work(), pytest.raises(Refusal) as refused:
        returns.send(actor("Dev"), the_award(), Told(**{**vars(told), **changes}))
    assert refused.value.field == field


def test_a_stopped_award_pays_no_more_and_money_is_taken_back(signed, work):
    with work():
        awards.pay(actor("Farid"), the_award(), Pence(150_00), reason="To start", key="1")
        with pytest.raises(Refusal, match="in a sentence or two"):
            awards.stop(actor("Carol"), the_award(), reason="Closed")
        awards.stop(actor("Carol"), the_award(), reason="The group has closed and nobody can go on with it.")
        with pytest.raises(Refusal, match="Stopped before its end"):
            asked(1_00)
        awards.give_back(actor("Farid"), the_award(), Pence(150_00), reason="Taken back", key="1")
    standing = pots.standing_of(the_award().pot_id)
    assert (standing.promised, standing.paid, standing.left) == (0, 0, 2_000_00)
    assert ledger_check.faults() == []


def test_an_enterprise_says_what_else_it_had_and_is_counted_over_three_years(app, work):
    with work():
        waiting({"Big boats": 310_000_00, "Small boats": 5_000_00}, pot={"Millfield": 400_000_00})
        yard = a_ready_organisation("Boatyard Ltd", number="87654321", enterprise=True)
        big, small = (
            award_of(decide(actor("Noor"), c, verdict(c))) for c in map(case_of, ("Big boats", "Small boats"))
        )
        offer_it(big, yard)
        with pytest.raises(Refusal, match="or 0") as refused:
            awards.accept(actor("Mei"), big, signed_by="Jo Hull, Boatyard Ltd")
        assert refused.value.field == "declared"
        awards.accept(actor("Mei"), big, signed_by="Jo Hull, Boatyard Ltd", declared=Pence(0))
        assert public_money.subsidies_of(yard, local_date(now())) == 310_000_00
        offer_it(small, yard)  # £315,000.00 exactly is within
        with pytest.raises(Refusal, match=r"it comes to £315,000\.01"):
            awards.accept(actor("Mei"), small, signed_by="Jo Hull", declared=Pence(1))
        awards.accept(actor("Mei"), small, signed_by="Jo Hull", declared=Pence(0))
    with clock.at(now() + timedelta(days=3 * 366)):
        assert public_money.subsidies_of(yard, local_date(now())) == 0


def test_the_councils_own_threshold_line(app, work):
    with work():
        add = (MoneyRule.NOTICE, date(2030, 1, 1), Pence(40_000_00), "A notice to come")
        with pytest.raises(Refusal, match="Only the finance lead"):
            public_money.add_threshold(actor("Carol"), *add)
        public_money.add_threshold(actor("Farid"), *add)
        with pytest.raises(Refusal, match="start after"):
            public_money.add_threshold(actor("Farid"), *add)
    assert [line.pence for line in public_money.table() if line.rule is MoneyRule.NOTICE] == [
        30_000_00,
        40_000_00,
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
            awards.finish(actor("Carol"), the_award())
        awards.stop(actor("Carol"), the_award(), reason="The group has closed and nobody can go on with it.")
    assert (request.state, request.sent_back_why[:23]) == (PaymentState.SENT_BACK, "The award was stopped: ")
    assert ledger_check.faults() == []

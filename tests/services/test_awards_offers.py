"""An award's offer: to whom, after which checks, on which terms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.awards import AwardState
from commissioning.rules.pence import Pence
from commissioning.rules.public_money import Instrument, MoneyRule
from commissioning.rules.recipients import AboutThis, Found, RecipientCheck
from commissioning.services import (
    awards,
    awards_story,
    offers,
    organisations,
    public_money,
    recipients,
)
from commissioning.services.decisions import decide
from commissioning.services.offers import Instalment
from models.audit import AuditEvent
from participation.rules.refusals import Refusal
from tests.awards_lived import (
    award_fixture,  # noqa: F401 - a fixture
    the_award,
)
from tests.decisions_made import a_counted_round, adopted, offer_it, terms, verdict
from tests.leeds_made import award_of, case_of, waiting
from tests.organisations_made import a_group, a_ready_organisation, an_organisation
from tests.proposals_made import actor


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

"""The hard cases of money that is decided, offered, split, put off and never claimed, as Leeds' minutes tell them."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from app import clock
from app.clock import now
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.awards import AwardState
from commissioning.rules.decisions import Outcome
from commissioning.rules.delegated import MemberView, MustWait
from commissioning.rules.interests import InterestKind
from commissioning.rules.minutes import Tally
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute
from commissioning.rules.public_money import Instrument, MoneyRule
from commissioning.services import (
    awards,
    decisions_facts,
    delegated,
    interests,
    ledger_check,
    minutes,
    money_facts,
    pots,
    public_money,
)
from commissioning.services.decisions import decide
from participation.rules.refusals import Refusal
from tests.adopted_made import adopt
from tests.decisions_made import offer_it, proposal, verdict
from tests.leeds_made import amended, award_of, case_of, minuted, waiting
from tests.money_made import area_id
from tests.proposals_made import actor

SOON = timedelta(seconds=1)


def facts_since(since):
    return decisions_facts.summary_facts(None, since, now() + SOON)


def test_hard_case_09_two_awards_approved_at_once_exceed_the_pot(app, work):
    with work():
        pot = waiting({"Bike library": 700_00, "Film club": 600_00}, pot={"Millfield": 1_000_00}).id
    db.session.remove()
    begin, told = threading.Barrier(2), []

    def approve(title):
        with app.app_context():
            begin.wait(timeout=30)
            try:
                with unit_of_work():
                    adopt(title)
                told.append("approved")
            except Refusal as refusal:
                told.append(refusal.reason)

    both = [threading.Thread(target=approve, args=(title,)) for title in ("Bike library", "Film club")]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=120)
    (reason,) = [one for one in told if one != "approved"]
    assert len(told) == 2
    assert reason.startswith("The pot has £")
    assert "left in Millfield and this asks £" in reason
    standing = pots.standing_of(pot)
    assert standing.promised in {700_00, 600_00}
    assert standing.left == 1_000_00 - standing.promised
    assert ledger_check.faults() == []


def test_hard_case_12_an_amendment_lowers_it_with_dissent_and_abstentions_minuted(app, work):
    start = now()
    with work():
        waiting(
            {"Arthington Village Hall": 7_000_00}, pot={"Millfield": 20_000_00}, route=DecisionRoute.COMMITTEE
        )
        case = case_of("Arthington Village Hall")
        with pytest.raises(Refusal, match="A committee decides"):
            decide(actor("Noor"), case, verdict(case))
        meeting = minuted(
            case, present=11, tally=Tally(6, 1, 2), amendment=amended(6_000_00, (6, 2, 2)),
            dissented=("Cllr Wray",), abstained=("Cllr Bell", "Cllr Osei"), no_part=("Cllr Idris",),
        )  # fmt: skip
        with pytest.raises(Refusal, match=r"The amendment that carried makes it £6,000\.00"):
            decide(actor("Noor"), case, verdict(case, minutes=meeting))
        decision = decide(
            actor("Noor"), case, verdict(case, Outcome.VARIED, minutes=meeting, **area(6_000_00))
        )
    kept = minutes.beside(decision).minutes
    assert decision.awarded_pence == 6_000_00
    assert (kept.votes_for, kept.against, kept.abstained, kept.present) == (6, 1, 2, 11)
    assert [one["name"] for one in kept.named] == ["Cllr Wray", "Cllr Bell", "Cllr Osei", "Cllr Idris"]
    (fact,) = facts_since(start)
    assert "6 for, 1 against, 2 abstained. Cllr Wray asked for their dissent to be minuted." in fact.officer
    assert ledger_check.faults() == []


def area(pence, name="Millfield"):
    return {"shares": {area_id(name): Pence(pence)}}


def test_hard_case_13_one_member_objects_so_it_goes_to_the_next_meeting(app, work):
    start = now()
    with work():
        waiting({"Bike library": 500_00}, pot={"Millfield": 1_000_00})
        idea = proposal("Bike library")
        with pytest.raises(Refusal, match="Say why"):
            delegated.say(actor("Cllr Idris"), idea, MemberView.OBJECT)
        delegated.say(actor("Cllr Idris"), idea, MemberView.OBJECT, "The park group was promised this shed.")
        with pytest.raises(MustWait, match="Cllr Idris objects"):
            adopt("Bike library")
        put_off = delegated.defer(
            actor("Noor"), case_of("Bike library"), "A member objects; a meeting should hear it."
        )
        with pytest.raises(
            Refusal, match="put off to the next meeting of Alderbrook South Community Committee"
        ):
            adopt("Bike library")
        assert put_off.objected == ["Cllr Idris"]
        (fact,) = facts_since(start)
        assert fact.not_done
        assert "Cllr Idris objected" in fact.officer
        case = case_of("Bike library")
        decision = decide(actor("Noor"), case, verdict(case, minutes=minuted(case)))
    beside = minutes.beside(decision)
    assert beside.deferral.public_id == put_off.public_id
    assert beside.minutes.minute == "31/26"
    assert delegated.still_deferred() == []


def test_hard_case_14_an_award_never_claimed_lapses_and_is_told(app, work):
    with work():
        pot = waiting({"Street party": 800_00}, pot={"Millfield": 800_00})
        award = award_of(adopt("Street party"))
        offer_it(award)
    late = award.accept_by
    with clock.at(late), work():
        assert awards.lapse_due(late) == ["Street party"]
    assert award.state is AwardState.LAPSED
    assert pots.standing_of(pot.id).left == 800_00
    facts = money_facts.summary_facts(None, late, late + SOON)
    assert any(fact.not_done and "did not take up £800.00" in fact.officer for fact in facts)
    assert ledger_check.faults() == []


def test_hard_case_16_two_orders_for_one_purpose_are_looked_at_together(app, work):
    order = {
        "instrument": Instrument.CONTRACT,
        "category": MoneyRule.GOODS_SERVICES,
        "purpose": "Minibus hire",
    }
    with work():
        waiting({"Boat days": 16_000_00, "Beach days": 16_000_00}, pot={"Millfield": 40_000_00})
        first, second = award_of(adopt("Boat days")), award_of(adopt("Beach days"))
        offer_it(first, **order)
        with pytest.raises(Refusal, match="say why it is right to go on") as refused:
            offer_it(second, **{**order, "purpose": " minibus  HIRE"})
        assert refused.value.field == "why_anyway"
        offer_it(second, why="One notice is published for both, CD-2026-014.", **order)
    (kept,) = public_money.passed_on(second)
    assert (kept.key, kept.sum_pence, kept.limit_pence) == ("together_notice", 32_000_00, 30_000_00)
    assert public_money.passed_on(first) == []


def test_leeds_live_well_is_given_part_of_what_it_asked(app, work):
    with work():
        waiting({"Live Well": 4_000_00}, pot={"Millfield": 9_000_00})
        case = case_of("Live Well")
        decision = decide(actor("Noor"), case, verdict(case, Outcome.VARIED, **area(1_120_00)))
        assert award_of(decision).amount_pence == 1_120_00
    assert (decision.asked_pence, decision.awarded_pence) == (4_000_00, 1_120_00)


def test_leeds_womens_wellbeing_is_declined_between_meetings_and_reported(app, work):
    start = now()
    with work():
        pot = waiting({"Women’s Wellbeing": 1_000_00}, pot={"Millfield": 9_000_00})
        case = case_of("Women’s Wellbeing")
        delegated.say(actor("Cllr Idris"), proposal("Women’s Wellbeing"), MemberView.NEITHER)
        decide(actor("Noor"), case, verdict(case, Outcome.REJECTED))
    (fact,) = facts_since(start)
    assert fact.not_done
    assert fact.figures == {"asked_pence": 1_000_00, "awarded_pence": 0}
    assert pots.standing_of(pot.id).left == 9_000_00


def test_leeds_a_councillor_on_the_applicants_board_takes_no_part(app, work):
    with work():
        waiting({"Bike library": 500_00}, pot={"Millfield": 1_000_00})
        idea, idris = proposal("Bike library"), actor("Cllr Idris")
        interests.declare(idris, idea.public_id, InterestKind.OWN_ORGANISATION)
        with pytest.raises(Refusal, match="take no part"):
            delegated.say(idris, idea, MemberView.SUPPORT)
        decision = adopt("Bike library")
    assert decision.interests == [
        {"name": "Cllr Idris", "what": "is part of the group that asks for the money"}
    ]


def test_leeds_conditions_for_decisions_between_meetings(app, work):
    with work():
        waiting({"Bike library": 500_00}, pot={"Millfield": 1_000_00})
        idea, today = proposal("Bike library"), now().date()
        delegated.agree_conditions(
            actor("Kwame"), idea.team_id, today - timedelta(30), today + timedelta(335), "14/26"
        )
        with pytest.raises(Refusal, match="Cllr Idris not yet"):
            adopt("Bike library")
        with pytest.raises(Refusal, match="Only the ward members"):
            delegated.say(actor("Mei"), idea, MemberView.SUPPORT)
        with pytest.raises(Refusal, match="Only the commissioning officer"):
            delegated.say(actor("Grace"), idea, MemberView.SUPPORT, of=delegated.members_of(idea.team_id)[0])
        delegated.say(actor("Carol"), idea, MemberView.SUPPORT, of=delegated.members_of(idea.team_id)[0])
        decision = adopt("Bike library")
    (said,) = minutes.beside(decision).views
    assert (said.member.name, said.recorded_by) == ("Cllr Idris", "Carol")

"""Key decisions are held, called in, looked at again and only then carried out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.awards import AwardState
from commissioning.rules.call_in import Answer, Hold, KeyRule, NewTerms
from commissioning.rules.interests import InterestKind
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.services import call_in, key_decisions, ledger_check, pots
from commissioning.services.call_in_answers import WHOLE, reconsider
from commissioning.services.decisions import decide
from commissioning.services.interests import declare
from models.awards import Award
from models.call_in import CallIn, KeyDecision
from models.decisions import Decision
from models.jobs import OutboxMessage
from participation.rules.refusals import Refusal
from tests.counted_made import counted_fixture  # noqa: F401 - a fixture
from tests.decisions_made import WHY as DECIDED
from tests.decisions_made import a_case, offer_it, proposal, verdict
from tests.proposals_made import actor

WHY = "Ten families in Millfield told me that nobody asked them about this."
ANSWER = "The families were asked in May, and what they said is in the officer’s check."


def rule(threshold=300_00, notice=0, call=5, callers=1):
    key_decisions.set_rule(
        actor("Kwame"), KeyRule(local_date(now()), Pence(threshold), notice, call, callers)
    )


def adopt(title="Bike library"):
    case = a_case(title)
    return decide(actor("Noor"), case, verdict(case))


def award_of(decision):
    return db.session.scalars(sa.select(Award).where(Award.decision_id == decision.id)).one()


def test_an_award_waits_until_the_window_has_ended(counted, work):
    with work():
        rule()
        decision = adopt()
        award = award_of(decision)
        held = call_in.held_of(decision.id)
        assert held.hold is Hold.WAITS
        with pytest.raises(Refusal, match="Members can call it in until the end of"):
            offer_it(award)
    with clock.at(held.ends), work(), pytest.raises(Refusal, match="Members can call it in"):
        offer_it(award)
    with clock.at(held.ends + timedelta(seconds=1)), work():
        offer_it(award)
        with pytest.raises(Refusal, match="can no longer be called in"):
            call_in.call(actor("Cllr Idris"), decision, WHY)
    assert award.state is AwardState.OFFERED


def test_below_the_amount_and_without_a_rule_nothing_is_held(counted, work):
    with work():
        first = adopt("Bike library")  # no rule yet
        offer_it(award_of(first))
        rule(threshold=600_01)
        second = adopt("Quiet garden")  # £600.00
        offer_it(award_of(second))
    assert db.session.scalars(sa.select(KeyDecision)).all() == []


def test_called_in_and_upheld_it_goes_on_and_everything_is_recorded(counted, work):
    with work():
        rule()
        decision = adopt()
        call_in.call(actor("Cllr Idris"), decision, WHY)
        assert call_in.held_of(decision.id).hold is Hold.CALLED_IN
        with pytest.raises(Refusal, match="called in"):
            offer_it(award_of(decision))
        for who, why in (("Cllr Idris", ANSWER), ("Noor", "Noted")):
            with pytest.raises(Refusal):
                reconsider(actor(who), decision, Answer.UPHELD, why)
        reconsider(actor("Noor"), decision, Answer.UPHELD, ANSWER)
        offer_it(award_of(decision))
        with pytest.raises(Refusal, match="does not wait"):
            reconsider(actor("Noor"), decision, Answer.CHANGED, ANSWER)
    told = db.session.scalars(
        sa.select(OutboxMessage.subject).where(OutboxMessage.dedupe_key.startswith("call-in"))
    )
    assert sorted(told) == [f"{decision.number} is called in", f"{decision.number} was looked at again"]


def called_in() -> tuple[Decision, Award, Pence]:
    """A decision that is called in, its award, and what the pot had left then."""
    rule()
    decision = adopt()
    award = award_of(decision)
    left = pots.standing_of(award.pot_id).left
    call_in.call(actor("Cllr Idris"), decision, WHY)
    return decision, award, left


def test_called_in_and_changed_nothing_is_carried_out_and_the_pot_has_it_back(counted, work):
    with work():
        decision, award, left = called_in()
        reconsider(actor("Noor"), decision, Answer.CHANGED, ANSWER)
        with pytest.raises(Refusal, match="not carried out"):
            offer_it(award)
    assert award.state is AwardState.DECLINED
    assert pots.standing_of(award.pot_id).left == left + 400_00
    assert proposal().state is State.LAPSED
    assert ledger_check.faults() == []


def test_called_in_it_can_go_ahead_on_less_money_and_the_pot_has_the_rest_to_the_penny(counted, work):
    with work():
        decision, award, left = called_in()
        kept = reconsider(
            actor("Noor"),
            decision,
            Answer.NEW_TERMS,
            ANSWER,
            NewTerms({None: Pence(299_99)}, "Lend them on Sundays too."),
        )
        assert call_in.held_of(decision.id).hold is Hold.FREE
        offer_it(award)
    assert (award.amount_pence, award.conditions, award.state) == (
        299_99,
        "Lend them on Sundays too.",
        AwardState.OFFERED,
    )
    assert [share.amount_pence for share in award.shares] == [299_99]
    assert pots.standing_of(award.pot_id).left == left + 100_01
    assert (kept.awarded_pence, kept.shares) == (299_99, [{"area": WHOLE, "pence": 299_99, "was": 400_00}])
    assert (decision.awarded_pence, decision.reasons) == (
        400_00,
        DECIDED,
    )  # the first decision stays as it was made
    assert proposal().state is State.APPROVED
    assert ledger_check.faults() == []


@pytest.mark.parametrize(
    ("shares", "conditions", "why"),
    [
        ({None: Pence(400_01)}, "", "more than the £400.00 that was decided"),
        ({None: Pence(0)}, "", "Write how much is awarded now"),
        ({}, "", "Write how much is awarded now"),
        ({None: Pence(400_00)}, " ", "Nothing is changed here"),
        ({None: Pence(100_00), 999: Pence(1)}, "", "more than the £0.00"),
    ],
)
def test_new_terms_never_give_more_and_always_change_something(counted, work, shares, conditions, why):
    with work():
        rule()
        decision = adopt()
        call_in.call(actor("Cllr Idris"), decision, WHY)
        with pytest.raises(Refusal, match=why):
            reconsider(actor("Noor"), decision, Answer.NEW_TERMS, ANSWER, NewTerms(shares, conditions))
        award, found = award_of(decision), call_in.held_of(decision.id)
    assert (award.amount_pence, found.hold, found.answer) == (400_00, Hold.CALLED_IN, None)
    assert ledger_check.faults() == []


def test_whoever_has_a_part_in_it_does_not_look_at_it_again(counted, work):
    with work():
        rule()
        decision = adopt()
        call_in.call(actor("Cllr Idris"), decision, WHY)
        declare(actor("Noor"), decision.proposal_id, InterestKind.FAMILY_OR_FRIEND, "My sister runs it.")
        for answer in Answer:
            with pytest.raises(Refusal, match="declared an interest"):
                reconsider(actor("Noor"), decision, answer, ANSWER, NewTerms({None: Pence(1)}))
    assert call_in.held_of(decision.id).hold is Hold.CALLED_IN


def test_who_may_call_in_and_how_often(counted, work):
    with work():
        rule(callers=2)
        decision = adopt()
        for who in ("Grace", "Mei", "Noor", "Erin"):  # not ward members of this team
            with pytest.raises(Refusal, match="Only the ward members"):
                call_in.call(actor(who), decision, WHY)
        call_in.call(actor("Cllr Idris"), decision, WHY)
        with pytest.raises(Refusal, match="already"):
            call_in.call(actor("Cllr Idris"), decision, WHY)
    assert call_in.held_of(decision.id).hold is Hold.WAITS  # one of two
    ends = call_in.held_of(decision.id).ends
    with clock.at(ends + timedelta(days=1)), work():
        offer_it(award_of(decision))


def test_notice_comes_before_a_key_decision(counted, work):
    with work():
        rule(notice=3)
        with pytest.raises(Refusal, match="Publish notice of it first"):
            adopt()
        key_decisions.give_notice(actor("Noor"), a_case())
        assert [one.proposal_title for one in key_decisions.coming()] == ["Bike library"]
        with pytest.raises(Refusal, match="It may be made from"):
            adopt()
    with clock.at(now() + timedelta(days=12)), work():
        adopt()
        assert key_decisions.coming() == []


@pytest.mark.parametrize("table", ["key_decisions", "call_ins", "key_decision_rules", "decisions"])
def test_the_database_keeps_the_register_as_it_was_written(counted, work, table):
    with work():
        rule(callers=1)
        decision = adopt()
        call_in.call(actor("Cllr Idris"), decision, WHY)
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError), work():
            db.session.execute(sa.text(statement))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CallIn)) == 1

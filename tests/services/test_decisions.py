"""Deciding: lawful people, written reasons, and an award that never exceeds its pot."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.rules.decisions import Outcome, is_against, vote_said
from commissioning.rules.interests import InterestKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.rules.proposals import State
from commissioning.services import (
    call_in,
    decisions_cases,
    decisions_reading,
    interests,
    ledger,
    ledger_check,
    pots,
    proposals_withdrawing,
)
from commissioning.services.decisions import decide
from models.awards import Award
from models.decisions import Decision
from models.jobs import OutboxMessage
from models.ledger import LedgerEntry
from models.rounds import Round
from participation.rules.people import Held, Role
from participation.rules.refusals import NotFound, Refusal
from tests.decisions_made import a_case, a_counted_round, adopted, proposal, verdict
from tests.proposals_made import actor


@pytest.fixture
def counted(begin):
    return begin(a_counted_round).public_id


def how_many(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_the_chosen_come_first_and_the_rest_can_still_be_decided(counted, cast):
    cases = decisions_cases.waiting_for(cast("Noor"))
    assert [case.is_recommended for case in cases] == [True, True, False, False]
    assert "5 of the 5 people who voted picked it" in a_case().recommendation


def test_adopting_promises_the_money_and_writes_the_register(counted, work):
    with work():
        decision = adopted()
        assert decision.number.startswith("D-20")
    award = db.session.scalars(sa.select(Award)).one()
    assert (award.amount_pence, award.state) == (400_00, AwardState.OFFERED)
    assert proposal().state is State.APPROVED
    standing = pots.standing_of(award.pot_id)
    assert (standing.promised, standing.left) == (400_00, 1_600_00)
    assert ledger_check.faults() == []
    assert decisions_cases.waiting_for(actor("Noor"))[0].proposal.title != "Bike library"


def test_varying_gives_less_and_rejecting_gives_nothing(counted, work):
    with work():
        case = a_case()
        decide(actor("Noor"), case, verdict(case, Outcome.VARIED, 250_00, conditions="Helmets first."))
        other = a_case("Quiet garden")
        decide(actor("Noor"), other, verdict(other, Outcome.REJECTED))
    assert proposal().state is State.PART_APPROVED
    assert proposal("Quiet garden").state is State.DECLINED
    assert db.session.scalars(sa.select(Award.amount_pence)).all() == [250_00]
    assert [d.number[-3:] for d in decisions_reading.latest()] == ["002", "001"]


def test_what_the_vote_did_not_choose_can_be_awarded_with_reasons(counted, work):
    with work():
        against, chosen = adopted("Film club"), adopted()
        words = [call_in.standing(one, None).words for one in (against, chosen)]
    assert proposal("Film club").state is State.APPROVED
    assert words == ["Adopted, though the vote did not choose it", "Adopted as recommended"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reasons": "Noted"}, "Say why"),
        ({"reasons": ""}, "Say why"),
        ({"alternatives": "  "}, "what else you thought about"),
        ({"pence": 399_99}, r"come to £399\.99, and the award is £400\.00"),
        ({"pence": 400_01}, r"more than the £400\.00 that was asked for"),
        ({"outcome": Outcome.VARIED}, "Nothing is changed"),
        ({"outcome": Outcome.VARIED, "pence": 0}, "how much is awarded"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused_and_writes_nothing(counted, work, changes, why):
    changes = dict(changes)
    with pytest.raises(Refusal, match=why), work():
        case = a_case()
        decide(
            actor("Noor"),
            case,
            verdict(case, changes.pop("outcome", Outcome.ADOPTED), changes.pop("pence", None), **changes),
        )
    assert how_many(Decision) == 0
    assert how_many(Award) == 0


def test_an_award_above_what_is_left_is_refused_and_nothing_is_written(counted, work):
    with work():
        pot = a_case().pot
        pots.change(actor("Farid"), pot, PotAction.FREEZE, reason="Checking the books")
    with pytest.raises(Refusal, match="Nothing can be promised"), work():
        adopted()
    assert how_many(Decision) == 0


def test_two_awards_that_together_exceed_the_pot_one_stands_and_one_is_cleanly_refused(app, work):
    with work():
        a_counted_round()
        case = a_case()
        entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id)).first()
        ledger.reverse(actor("Farid"), entry, reason="The fund gave less")
        pots.add_money(actor("Farid"), case.pot, {None: Pence(700_00)}, reason="What it gave", key="less")
    with work():
        adopted("Quiet garden")
    with (
        pytest.raises(Refusal, match=r"The pot has £100\.00 left and this asks £400\.00"),
        work(),
    ):
        adopted("Bike library")
    assert how_many(Decision) == 1
    assert how_many(Award) == 1
    assert pots.standing_of(a_case("Bike library").pot.id).left == 100_00
    assert ledger_check.faults() == []


def test_only_a_decision_maker_finds_the_case(counted, cast):
    for name in ("Grace", "Carol", "Farid", "Erin", "Asha"):
        with pytest.raises(NotFound):
            decisions_cases.get_case_for(cast(name), proposal().public_id)


def test_somebody_with_an_interest_takes_no_part(counted, work):
    with work():
        interests.declare(actor("Noor"), proposal().public_id, InterestKind.FAMILY_OR_FRIEND)
    with pytest.raises(Refusal, match="declared an interest"), work():
        adopted()
    with work():
        adopted("Quiet garden")  # the control: another proposal can be decided


def test_the_register_says_who_had_an_interest_and_names_no_child(counted, work):
    with work():
        interests.declare(actor("Mei"), proposal().public_id, InterestKind.OWN_ORGANISATION)
        interests.declare(actor("Tomos"), proposal().public_id, InterestKind.FAMILY_OR_FRIEND)
        said = adopted().interests
    assert [one["name"] for one in said] == ["Mei", "A young advisor"]
    for one in said:  # both voted before they said so: the register never says that they took no part in it
        assert "after voting in “" in one["part"]
        assert "counts as it was cast" in one["part"]


@pytest.mark.parametrize(
    ("name", "part"),
    [("Mei", "You proposed this"), ("Carol", "You checked this"), ("Grace", "You voted on this")],
)
def test_nobody_decides_on_what_they_had_a_part_in(counted, work, name, part):
    with pytest.raises(Refusal, match=part), work():
        both = replace(actor(name), held=(*actor(name).held, Held(Role.DECISION_MAKER)))
        case = decisions_cases.get_case_for(both, proposal().public_id)
        decide(both, case, verdict(case))


def test_the_register_is_only_ever_added_to(counted, work):
    with work():
        adopted()
    with pytest.raises(DBAPIError, match="only ever added to"), work():
        db.session.execute(sa.update(Decision).values(reasons="Other reasons"))
    with pytest.raises(DBAPIError, match="only ever added to"), work():
        db.session.execute(sa.delete(Decision))


def test_a_proposal_is_decided_once(counted, work):
    with work():
        adopted()
    with pytest.raises(NotFound):
        a_case()


def test_an_interest_is_declared_once_and_asked_by_public_id(counted, work):
    with work():
        first = interests.declare(actor("Mei"), proposal().public_id, InterestKind.OWN_ORGANISATION)
        assert (
            interests.declare(actor("Mei"), proposal().public_id, InterestKind.SOMETHING_ELSE).id == first.id
        )
    assert interests.has_interest(actor("Mei").user_id, proposal().public_id)
    assert not interests.has_interest(actor("Grace").user_id, proposal().public_id)
    with pytest.raises(TypeError):
        interests.has_interest(actor("Mei").user_id, proposal().id)


def test_a_young_advisors_own_words_are_not_kept_where_no_gate_has_read_them(counted, work):
    with work():
        kind = InterestKind.SOMETHING_ELSE
        assert interests.declare(actor("Asha"), proposal().public_id, kind, "My sister is in it").words == ""
        assert (
            interests.declare(actor("Mei"), proposal().public_id, kind, "My kitchen cooks").words
            == "My kitchen cooks"
        )


def test_a_winner_taken_back_is_told_to_the_chair_and_to_whoever_would_decide(counted, work):
    with work():
        proposals_withdrawing.withdraw(actor("Mei"), proposal().public_id)
        letters = sa.select(OutboxMessage.to_user_id).where(
            OutboxMessage.subject == "An idea the vote chose was withdrawn",
            OutboxMessage.path == f"/rounds/{db.session.scalar(sa.select(Round.public_id))}/result",
        )
        told = set(db.session.scalars(letters))
    assert {actor("Grace").user_id, actor("Noor").user_id} <= told
    assert not told & {actor(name).user_id for name in ("Mei", "Asha", "Ben")}


def test_what_the_vote_said_is_read_back_from_the_sentence_that_is_kept():
    for title in ("South vote", "What we “really” chose this year", "They did not choose this"):
        for chose in (True, False):
            assert is_against(f"{vote_said(title, chose=chose)}. Chosen elsewhere.") is not chose
    assert not is_against("")

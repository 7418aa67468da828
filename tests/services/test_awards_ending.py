"""How an award ends: its last report, what goes back, and a stop before its time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clock import now
from app.times import local_date
from commissioning.rules.awards import AwardState
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.services import (
    awards,
    awards_ending,
    held_changes,
    ledger_check,
    pots,
    returns,
    two_people,
)
from commissioning.services.returns import Told
from participation.rules.refusals import Refusal
from tests.awards_lived import (
    asked,
    read_at_the_desk,
    signed_fixture,  # noqa: F401 - a fixture
    the_award,
)
from tests.decisions_made import proposal
from tests.money_made import two_people_above
from tests.proposals_made import actor


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
            awards_ending.finish(actor("Carol"), the_award())
        report = returns.send(actor("Dev"), the_award(), told)
        with pytest.raises(Refusal, match="is in already"):
            returns.send(actor("Dev"), the_award(), told)
        assert returns.words_of([report]) == {}
        with pytest.raises(Refusal, match="still being read"):
            returns.read(actor("Carol"), report)
        read_at_the_desk(report.public_id)
        returns.read(actor("Carol"), report)
        awards_ending.finish(actor("Carol"), the_award())
        awards_ending.give_back(actor("Farid"), the_award(), Pence(10_00), reason="Not spent", key="1")
        with pytest.raises(Refusal, match=r"£140\.00 was paid, and this asks £140\.01 back"):
            awards_ending.give_back(actor("Farid"), the_award(), Pence(140_01), reason="All of it", key="2")
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
        awards_ending.give_back(actor("Farid"), the_award(), Pence(100_01), reason="x", key="1")
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
            awards_ending.stop(actor("Carol"), the_award(), reason="Closed")
        awards_ending.stop(
            actor("Carol"), the_award(), reason="The group has closed and nobody can go on with it."
        )
        with pytest.raises(Refusal, match="Stopped before its end"):
            asked(1_00)
        awards_ending.give_back(actor("Farid"), the_award(), Pence(150_00), reason="Taken back", key="1")
    standing = pots.standing_of(the_award().pot_id)
    assert (standing.promised, standing.paid, standing.left) == (0, 0, 2_000_00)
    assert ledger_check.faults() == []

"""Money that comes back to a pot after its end is seen, and goes on or back; it never stays where it helps nobody."""

from __future__ import annotations

import pytest

from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState
from commissioning.rules.pots_terms import CarryRule
from commissioning.services import (
    held_changes,
    ledger_awards,
    ledger_check,
    pots,
    pots_making,
    pots_terms,
    pots_watch,
    two_people,
)
from commissioning.services.pots_terms import NewTerms
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above
from tests.proposals_made import actor

CARRY, BACK, CLOSE = PotAction.CARRY_FORWARD, PotAction.RETURN, PotAction.CLOSE


@pytest.fixture
def pot(app, work):
    """£600, £500 of it promised to two awards."""
    with work():
        made = a_pot({"Millfield": 600_00})
        for award, pence in (("one", 200_00), ("two", 300_00)):
            shares = {area_id("Millfield"): Pence(pence)}
            ledger_awards.commit_award(SYSTEM, award_id=award, pot_id=made.id, shares=shares, reason="Agreed")
        change(made, CLOSE)
        return made


def change(pot, action, reason="The year is over"):
    return pots.change(actor("Farid"), pot, action, reason=reason)


def lapse(pot, award):
    ledger_awards.release_award(SYSTEM, award_id=award, pot_id=pot.id, reason="Nobody claimed it in time")


def remarks(pot):
    lines = pots_watch.lines_for(actor("Farid"))
    return [one.words for line in lines if line.pot.id == pot.id for one in line.remarks]


def test_an_award_that_lapses_after_the_year_was_carried_forward_follows_it(pot, work):
    with work():
        after = pots_making.renew(actor("Farid"), pot)
        change(pot, CARRY)
        with pytest.raises(Refusal, match="Its life is over"):
            change(pot, CARRY)
        lapse(pot, "one")
    assert "£200.00 came back after it was closed. Send it on, or back." in remarks(pot)
    with work():
        change(pot, CARRY, "An award lapsed")
        lapse(pot, "two")
        change(pot, CARRY, "And another")
    assert (pot.state, pots.standing_of(pot.id).left) == (PotState.CARRIED_FORWARD, 0)
    assert pots.standing_of(after.id).left == 600_00
    assert remarks(pot) == []
    assert ledger_check.faults() == []


def test_what_was_handed_back_is_followed_by_what_comes_later(pot, work):
    with work():
        change(pot, BACK)
        lapse(pot, "one")
        with pytest.raises(Refusal, match=r"What can be done now: hand what is left back to the fund\."):
            change(pot, CARRY)
        change(pot, BACK, "An award lapsed")
    assert (pot.state, pots.standing_of(pot.id).left, pots.standing_of(pot.id).promised) == (
        PotState.RETURNED, 0, 300_00,
    )  # fmt: skip
    assert ledger_check.faults() == []


def test_when_next_years_pot_has_ended_too_the_money_goes_back_to_the_fund(pot, work):
    with work():
        pots_terms.set_terms(actor("Farid"), pot, NewTerms(carry=CarryRule.MERGE), reason="As the team wants")
        after = pots_making.renew(actor("Farid"), pot)
        change(pot, CARRY)
        lapse(pot, "one")
        with pytest.raises(Refusal, match="This pot’s rule says otherwise"):
            change(pot, BACK)  # next year's pot still takes it
        pots.change(SYSTEM, after, PotAction.OPEN)
        change(after, CLOSE)
        change(pot, BACK, "Next year is over as well")
    assert pots.standing_of(pot.id).left == 0
    assert ledger_check.faults() == []


def test_two_people_send_on_what_came_back_as_often_as_it_comes(pot, work):
    with work():
        two_people_above(50_00)
        for award in ("", "one", "two"):
            if award:
                lapse(pot, award)
            held = held_changes.change_pot(actor("Farid"), pot, BACK, reason="Not used")
            two_people.confirm(actor("Carol"), held)
    assert (pots.standing_of(pot.id).left, pot.state) == (0, PotState.RETURNED)


def test_a_pledge_that_fell_through_can_be_recorded_again_by_two_people(app, work):
    with work():
        two_people_above(1_000_00)
        made = a_pot({}, name="Health board")
        terms = NewTerms(pledged=Pence(5_000_00), pledged_by="The health board")
        pots_terms.set_terms(SYSTEM, made, terms)
        for _ in range(2):
            held = held_changes.change_pot(actor("Farid"), made, PotAction.PLEDGE, reason="They wrote to us")
            two_people.confirm(actor("Carol"), held)
            assert made.state is PotState.PLEDGED
            change(made, PotAction.UNPLEDGE, "It fell through")


def test_capitals_make_no_second_pot_and_a_limit_is_above_nothing(app, work):
    with work():
        made = a_pot({"Millfield": 1_00})
        with pytest.raises(Refusal, match="a pot called WELLBEING for 2026/27 already"):
            a_pot({}, name="WELLBEING")
        with pytest.raises(Refusal, match="above nothing") as refused:
            pots_terms.set_terms(SYSTEM, made, NewTerms(least=Pence(0)), reason="x")
        assert refused.value.field == "least_award"

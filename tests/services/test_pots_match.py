"""Match beside a pot's money, and the half-match rule at the year's end."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.db import db
from commissioning.rules.match import MatchKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState
from commissioning.rules.pots_terms import CarryRule
from commissioning.services import (
    awards,
    ledger_check,
    match,
    pots,
    pots_making,
    pots_terms,
    results,
    rounds,
)
from commissioning.services.pots_terms import NewTerms
from models.awards import Award
from models.pots import Pot
from models.pots_terms import MatchOffer
from participation.rules.refusals import Refusal
from tests.decisions_made import adopted, proposal
from tests.money_made import a_pot
from tests.pots_rules_made import set_terms
from tests.proposals_made import actor
from tests.rounds_made import a_plan, after_close, ideas, vote

HALF = NewTerms(
    match_percent=50, hour=Pence(12_50), hour_source="A made-up rate for tests", carry=CarryRule.MERGE
)


def counted(pot: Pot, costs: dict[str, int]) -> None:
    """Everybody chooses everything, and the round is counted."""
    plan = a_plan(ideas(costs), amount=Pence(sum(costs.values())), most=len(costs))
    round_ = rounds.set_up(actor("Grace"), pot, plan)
    rounds.open_voting(actor("Grace"), round_)
    for name in ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"):
        vote(name, round_, *costs)
    with clock.at(after_close(round_)):
        results.count_round(actor("Grace"), round_)


def award_of(title: str) -> Award:
    return db.session.scalars(sa.select(Award).where(Award.title == title)).one()


def test_hard_case_15_year_end_keeps_the_half_match_rule_with_match_shown_by_volunteer_hours(app, work):
    """Barnsley Central: £10,718 is carried forward, joins £10,000, and half of the £20,718 needs match again."""
    with work():
        pot = a_pot({"": 24_718_00}, name="Ward alliance")
        set_terms(pot, HALF)
        counted(pot, {"Bike library": 9_000_00, "Quiet garden": 5_000_00})
        adopted("Bike library")  # takes £9,000 of the £12,359 that needs no match
    with (
        pytest.raises(
            Refusal, match=r"Half of this pot needs match. £3,359.00 is left .* worth £1,641.00 more"
        ),
        work(),
    ):
        adopted("Quiet garden")
    with work():
        hours = match.Brought(MatchKind.HOURS, "Digging and planting", minutes=132 * 60)
        offered = match.offer(actor("Carol"), pot, proposal("Quiet garden").public_id, hours)
        assert offered.value_pence == 1_650_00
        adopted("Quiet garden")
        garden = award_of("Quiet garden")
        awards.accept(actor("Mei"), garden, signed_by="Mei Lin")
        match.show(
            actor("Carol"), pot, offered.public_id, minutes=100 * 60, came_on=date(2026, 11, 1), evidence="Sheets"
        )  # fmt: skip
    with pytest.raises(Refusal, match=r"£400\.00 is still to come"), work():
        awards.pay(actor("Farid"), garden, Pence(5_000_00), reason="All of it", key="a")
    with work():
        match.show(
            actor("Carol"), pot, offered.public_id, minutes=32 * 60, came_on=date(2026, 11, 2), evidence="Sheets"
        )  # fmt: skip
        awards.pay(actor("Farid"), garden, Pence(5_000_00), reason="All of it", key="b")
        standing = match.standing_of(pot, 50)
        assert (standing.offered, standing.shown, standing.still_to_show) == (1_650_00, 1_650_00, 0)
        pots.change(actor("Farid"), pot, PotAction.WIND_DOWN, reason="The year ends")
        pots.change(actor("Farid"), pot, PotAction.CLOSE, reason="The last claims are in")
    with pytest.raises(Refusal, match="This pot’s rule says otherwise"), work():
        pots.change(actor("Farid"), pot, PotAction.RETURN, reason="No")
    with work():
        after = pots_making.renew(actor("Farid"), pot)
        set_terms(after, NewTerms(match_percent=0))
    with pytest.raises(Refusal, match="differs in how much of it needs match"), work():
        pots.change(actor("Farid"), pot, PotAction.CARRY_FORWARD, reason="To next year")
    with work():
        set_terms(after, HALF)
        pots.add_money(actor("Farid"), after, {None: Pence(10_000_00)}, reason="The new year", key="new")
        pots.change(actor("Farid"), pot, PotAction.CARRY_FORWARD, reason="To next year")
    assert pots.standing_of(after.id).in_ == 20_718_00
    assert (after.financial_year, pot.state) == ("2027/28", PotState.CARRIED_FORWARD)
    carried = match.standing_of(after, pots_terms.terms_of(after).match_percent)
    assert (carried.percent, carried.free, carried.needing) == (50, 10_359_00, 10_359_00)
    assert ledger_check.faults() == []


def test_match_written_down_wrongly_is_taken_back_until_something_rests_on_it(app, work):
    carol = actor("Carol")
    with work():
        pot = a_pot({"": 5_000_00})
        idea = ideas({"Bike library": 400_00})["Bike library"]
        with pytest.raises(Refusal, match="does not say what an hour counts for"):
            match.offer(carol, pot, idea, match.Brought(MatchKind.HOURS, "Mending", minutes=60))
        room = match.offer(carol, pot, idea, match.Brought(MatchKind.ROOM, "The hall", value=Pence(90_00)))
        for wrong, field in (
            (match.Brought(MatchKind.GOODS, "Paint"), "value"),
            (match.Brought(MatchKind.HOURS, "x"), "hours"),
        ):
            with pytest.raises(Refusal) as refused:
                match.offer(carol, pot, idea, wrong)
            assert refused.value.field == field
        with pytest.raises(Refusal, match="Choose one of the ideas"):
            match.offer(carol, pot, "nobodys", match.Brought(MatchKind.ROOM, "x", value=Pence(1)))
        with pytest.raises(Refusal, match="Only the finance lead or the commissioning officer"):
            match.offer(actor("Grace"), pot, idea, match.Brought(MatchKind.ROOM, "x", value=Pence(1)))
        with pytest.raises(Refusal, match="still to come"):
            match.show(carol, pot, room.public_id, came_on=date(2099, 1, 1), evidence="x", value=Pence(1))
        assert match.offered_for(pot, idea) == 90_00
        match.withdraw(carol, pot, room.public_id, reason="It is £9, not £90")
        assert match.offered_for(pot, idea) == 0
    with pytest.raises(DBAPIError, match="stays as it was offered"), work():
        db.session.execute(sa.update(MatchOffer).values(value_pence=Pence(1)))

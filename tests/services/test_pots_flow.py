"""A pot's pictures come from the books and nowhere else, whatever has happened to the money."""

from __future__ import annotations

from collections import Counter

from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import (
    finance_desk,
    ledger,
    ledger_awards,
    pots,
    pots_flow,
    pots_needs,
    pots_watch,
)
from commissioning.services.pots_terms import today
from tests.decisions_made import a_counted_round, adopted
from tests.money_made import SYSTEM, a_pot, area_id
from tests.proposals_made import actor

FIELD, QUAY = "Millfield", "Harbour & Quay"


def rows_of(pot):
    """Each row of the river as label -> pence."""
    river = pots_flow.picture_of(pot, pots.standing_of(pot.id), today()).river
    return {row.name: {band.piece.label: band.piece.pence for band in row.bands} for row in river}


def test_every_row_of_the_river_holds_the_same_money_from_fund_to_next_year(app, work):
    with work():
        last = a_pot({FIELD: 90_00}, year="2025/26")
        pot = a_pot({FIELD: 310_00, QUAY: 100_00})
        pots.change(SYSTEM, last, PotAction.CLOSE, reason="The year is over")
        pots.change(SYSTEM, last, PotAction.CARRY_FORWARD, reason="On")
        wrong = pots.add_money(SYSTEM, pot, {area_id(QUAY): Pence(900_00)}, reason="A slip", key="slip")
        ledger.reverse(SYSTEM, wrong, reason="A slip")
        shares = {area_id(FIELD): Pence(200_00), area_id(QUAY): Pence(50_00)}
        ledger_awards.commit_award(SYSTEM, award_id="bikes", pot_id=pot.id, shares=shares, reason="x")
        paid = {"award_id": "bikes", "pot_id": pot.id, "reason": "x"}
        ledger_awards.pay_award(SYSTEM, amount=Pence(120_00), key="1", **paid)
        ledger_awards.return_from_award(SYSTEM, amount=Pence(20_00), key="1", **paid)
    assert rows_of(pot) == {
        "Came in": {"From the fund": 410_00, "From the year before": 90_00},
        "By area": {QUAY: 100_00, FIELD: 400_00},
        "Where it is now": {"Paid": 100_00, "Promised": 130_00, "Left": 270_00},
    }
    assert rows_of(last)["Where it is now"] == {"Next year": 90_00}
    with work():
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="Over")
        pots.change(SYSTEM, pot, PotAction.RETURN, reason="Not needed")
    rows = rows_of(pot)
    assert rows["Where it is now"] == {"Paid": 100_00, "Promised": 130_00, "Handed back": 270_00}
    assert {sum(row.values()) for row in rows.values()} == {500_00}


def test_projects_and_the_last_month_come_to_what_is_promised_and_paid(app, work):
    with work():
        round_ = a_counted_round()
        adopted("Bike library")
        adopted("Quiet garden")
        pot = pots.open_pots_for(round_.team_id)[0]
    standing = pots.standing_of(pot.id)
    picture = pots_flow.picture_of(pot, standing, today())
    projects = Counter({band.piece.label: band.piece.pence for band in picture.river[-1].bands})
    assert projects == {"Quiet garden": 600_00, "Bike library": 400_00}
    assert sum(projects.values()) == standing.promised + standing.paid
    last = picture.months[-1]
    assert (last.paid, last.promised, last.left) == (standing.paid, standing.promised, standing.left)


def test_the_finance_lead_is_told_of_a_pot_past_its_day_and_nobody_else_is(app, work, at):
    with at("2026-11-24 12:00"), work():
        a_pot({FIELD: 90_00, QUAY: 10_00})
        a_pot({FIELD: 5_00}, name="Youth")
        assert pots_needs.needs_for(actor("Farid")) == []
    with at("2027-04-02 12:00"):
        told = [need.why for need in finance_desk.waiting_for(actor("Farid"))]
        assert told == [
            "Past its closing day, with £100.00 left. Close it, or give it a later day.",
            "Past its closing day, with £5.00 left. Close it, or give it a later day.",
        ]
        for name in ("Grace", "Noor", "Olu"):
            assert finance_desk.waiting_for(actor(name)) == []
        lines = pots_watch.lines_for(actor("Farid"))
        (team,) = pots_watch.by_team(lines)
        assert {area.area: area.left for area in team.standing.areas} == {QUAY: 10_00, FIELD: 95_00}
        assert team.standing.left == sum(line.standing.left for line in lines)

"""Available, committed and paid for any part of the books on any day, against plain sums of what was done."""

from __future__ import annotations

from datetime import date

import pytest

from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_awards, ledger_check, pots, statements
from commissioning.services.statements import Asked
from tests.money_made import SYSTEM, a_pot, area_id, team_id
from tests.organisations_made import an_organisation

M, H = "Millfield", "Harbour & Quay"


@pytest.fixture
def books(app, work, at):
    """October: £310 and £90 come in, a partner pledges £50. November: promises, payments, one given up."""
    with at("2026-10-05 09:00"), work():
        pot = a_pot({M: 310_00, H: 90_00})
        north = a_pot({"": 70_00}, name="North", team="Alderbrook North team")
        partner = an_organisation("Health partnership").public_id
        ledger.pledge(SYSTEM, pot, partner, {area_id(M): Pence(50_00)}, reason="Our share", key="p")
    with at("2026-11-10 09:00"), work():
        m, h = area_id(M), area_id(H)
        ledger_awards.commit_award(
            SYSTEM, award_id="one", pot_id=pot.id, reason="Agreed", shares={m: Pence(100_00), h: Pence(30_00)},
            partners={partner: {m: Pence(20_00)}},
        )  # fmt: skip
        ledger_awards.commit_award(
            SYSTEM, award_id="two", pot_id=pot.id, shares={h: Pence(10_00)}, reason="Agreed"
        )
        pay = {"award_id": "one", "pot_id": pot.id}
        ledger_awards.pay_award(SYSTEM, **pay, amount=Pence(110_00), reason="Most of it", key="1")
    with at("2026-12-01 09:00"), work():
        ledger_awards.return_from_award(SYSTEM, **pay, amount=Pence(5_00), reason="Unspent", key="1")
        ledger_awards.release_award(SYSTEM, award_id="two", pot_id=pot.id, reason="Declined")
        ledger.cut_pledge(SYSTEM, pot, partner, {area_id(M): Pence(30_00)}, reason="Less this year", key="c")
    return {"pot": pot.id, "north": north.id, "partner": partner, "fund": pot.fund_id}


def figures(actor, **asked):
    now = statements.statement_for(actor, Asked(**asked)).now
    return int(now.left), int(now.committed), int(now.paid)


def test_every_part_on_every_day(books, cast):
    olu = cast("Olu")
    assert figures(olu, pot_id=books["pot"], until=date(2026, 10, 4)) == (0, 0, 0)
    assert figures(olu, pot_id=books["pot"], until=date(2026, 10, 5)) == (450_00, 0, 0)
    assert figures(olu, pot_id=books["pot"], until=date(2026, 11, 30)) == (290_00, 160_00, 110_00)
    assert figures(olu, pot_id=books["pot"]) == (275_00, 145_00, 105_00)
    assert figures(olu) == (345_00, 145_00, 105_00)
    assert figures(olu, area_id=area_id(H), until=date(2026, 11, 30)) == (50_00, 40_00, 10_00)
    assert figures(olu, partner_id=books["partner"], until=date(2026, 11, 30)) == (30_00, 20_00, 0)
    assert figures(olu, partner_id=books["partner"]) == (0, 20_00, 0)
    assert figures(olu, award_id="one") == (0, 145_00, 105_00)
    assert figures(olu, fund_id=books["fund"], until=date(2026, 11, 30)) == (290_00, 160_00, 110_00)
    assert figures(olu, team_id=team_id("Alderbrook North team")) == (70_00, 0, 0)
    assert figures(olu, pot_id=-1) == (0, 0, 0)
    assert ledger_check.faults() == []


def test_a_span_begins_with_what_stood_before_it(books, cast):
    asked = Asked(pot_id=books["pot"], since=date(2026, 11, 1), until=date(2026, 11, 30))
    found = statements.statement_for(cast("Farid"), asked)
    assert (found.before.left, found.now.left) == (450_00, 290_00)
    assert found.now.committed - found.before.committed == 160_00
    assert [row.area for row in found.rows] == [H, M]
    page = statements.entries_for(cast("Farid"), asked)
    assert [entry.reason for entry in page.entries] == ["Most of it", "Agreed", "Agreed"]
    whole = [entry.reason for entry in statements.every_entry(cast("Farid"), asked)]
    assert whole == ["Agreed", "Agreed", "Most of it"]


def test_a_partners_entries_say_whose_money_it_is(books, cast):
    page = statements.entries_for(cast("Farid"), Asked(partner_id=books["partner"]))
    assert [entry.name for entry in page.entries] == [
        "Pledge cut by a partner",
        "Promised",
        "Pledged by a partner",
    ]
    assert page.entries[2].lines[0].words == "£50.00 came in for Millfield, from Health partnership"


def test_a_member_sees_their_own_teams_money_and_nothing_else(books, cast):
    assert figures(cast("Erin")) == (70_00, 0, 0)
    assert figures(cast("Erin"), pot_id=books["pot"]) == (0, 0, 0)
    assert figures(cast("Erin"), award_id="one") == (0, 0, 0)
    assert statements.entries_for(cast("Erin"), Asked(pot_id=books["pot"])).entries == []
    assert len(statements.entries_for(cast("Erin"), Asked()).entries) == 1


def test_a_partners_line_is_carried_on_and_handed_back_as_its_own(books, cast, work, at):
    with at("2027-04-02 09:00"), work():
        pot = db_pot(books["pot"])
        ledger.pledge(SYSTEM, pot, books["partner"], {area_id(M): Pence(9_00)}, reason="More", key="q")
        pots.change(SYSTEM, pot, pots.PotAction.CLOSE, reason="Over")
        after = a_pot({}, year="2027/28")
        pots.change(SYSTEM, pot, pots.PotAction.CARRY_FORWARD, reason="On")
        assert figures(cast("Olu"), pot_id=after.id, partner_id=books["partner"]) == (9_00, 0, 0)
        pots.add_money(SYSTEM, after, {area_id(M): Pence(1)}, reason="x", key="x")
        for action in (pots.PotAction.OPEN, pots.PotAction.CLOSE, pots.PotAction.RETURN):
            pots.change(SYSTEM, after, action, reason="Over")
    assert figures(cast("Olu"), pot_id=after.id) == (0, 0, 0)
    assert ledger_check.faults() == []


def db_pot(pot_id):
    return pots.db.session.get_one(pots.Pot, pot_id)

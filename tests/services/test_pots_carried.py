"""Money carried forward, injected and pledged, to the penny as it was printed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState
from commissioning.services import (
    ledger_check,
    pots,
    pots_making,
)
from commissioning.services.pots_import import import_file
from commissioning.services.pots_terms import NewTerms
from models.ledger import LedgerEntry
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id
from tests.pots_rules_made import set_terms
from tests.proposals_made import actor


def test_the_barnsley_carry_forwards_come_out_as_printed(app, work):
    rows = [("Central", 10_718), ("Old Town", 8_664), ("Darton West", 6_011)]
    file = "team,pot,area,amount,decision_route,financial_year\n" + "".join(
        f"Barnsley ward alliances,Ward alliance fund,{ward},{left},committee,2025/26\n" for ward, left in rows
    )
    with work():
        (pot, _), *_ = import_file(SYSTEM, file.encode(), make_places=True).pots
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="The year is over")
        after = pots_making.renew(SYSTEM, pot)
        central = area_id("Central")
        pots.add_money(SYSTEM, after, {central: Pence(10_000_00)}, reason="The new year’s sum", key="new")
        pots.change(SYSTEM, pot, PotAction.CARRY_FORWARD, reason="Kept by each ward alliance")
    left = {area.area: area.left for area in pots.standing_of(after.id).areas}
    assert left == {"Central": 20_718_00, "Old Town": 8_664_00, "Darton West": 6_011_00}
    assert sum(left.values()) == pots.standing_of(after.id).left
    assert ledger_check.faults() == []


def test_the_leeds_injections_come_in_on_top_of_the_levys_balances(app, work):
    """Inner South's report A: the Levy's £313,621.41 includes what builders paid in that year, ward by ward."""
    injections = {
        "Beeston & Holbeck": 1_270_27,
        "Hunslet & Riverside": 154_910_75,
        "Middleton Park": 75_690_92,
    }
    after = {"Beeston & Holbeck": 50_293_47, "Hunslet & Riverside": 186_735_76, "Middleton Park": 76_592_18}
    file = "team,pot,area,amount,decision_route,financial_year\n" + "".join(
        f'Inner South,CIL,{ward},"{Pence(after[ward] - more)}",committee,2024/25\n'
        for ward, more in injections.items()
    )
    with work():
        (pot, _), *_ = import_file(SYSTEM, file.encode(), make_places=True).pots
        shares = {area_id(ward): Pence(more) for ward, more in injections.items()}
        pots.add_money(SYSTEM, pot, shares, reason="The Levy’s receipts of the year", key="cil")
    standing = pots.standing_of(pot.id)
    assert {area.area: area.in_ for area in standing.areas} == after
    assert standing.in_ == 313_621_41
    entry = db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.kind == EntryKind.ALLOCATE)).one()
    assert sum(line.amount_pence for line in entry.lines) == 231_871_94


def test_a_pledge_is_confirmed_and_then_opened_and_each_wrong_step_is_refused(app, work):
    farid = actor("Farid")
    with work():
        pot = a_pot({}, name="Health board")
        with pytest.raises(Refusal, match="Write how much is pledged"):
            pots.change(farid, pot, PotAction.PLEDGE, reason="They wrote to us")
        set_terms(pot, NewTerms(pledged=Pence(5_000_00), pledged_by="The health board"))
        pots.change(farid, pot, PotAction.PLEDGE, reason="They wrote to us")
        with pytest.raises(
            Refusal, match=r"is pledged, so it cannot be opened now\. What can be done now: confirm"
        ):
            pots.change(farid, pot, PotAction.OPEN)
        pots.change(farid, pot, PotAction.CONFIRM, reason="The letter is signed")
        with pytest.raises(Refusal, match="no money in this pot yet"):
            pots.change(farid, pot, PotAction.OPEN)
        pots.add_money(farid, pot, {None: Pence(5_000_00)}, reason="It came", key="came")
        pots.change(farid, pot, PotAction.OPEN)
    assert pot.state is PotState.OPEN

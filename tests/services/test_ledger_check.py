"""`flask ledger check` finds each fault that could be planted, and says it in one sentence."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards, ledger_check
from tests.databases import disarm
from tests.money_made import SYSTEM, a_pot, area_id

FAULTS = {
    "a balance": ("UPDATE accounts SET balance_pence = balance_pence + 1 WHERE kind = 'left'", "and its lines come to"),
    "a line": ("UPDATE ledger_lines SET amount_pence = amount_pence + 5 WHERE id = 1", "and its lines come to"),
    "a lost line": ("DELETE FROM ledger_lines WHERE id = 1", "has no lines"),
    "a kind": ("UPDATE ledger_entries SET kind = 'pay' WHERE id = 1", "of kind pay move money from source to left"),
    "a pot": ("UPDATE accounts SET pot_id = NULL WHERE kind = 'paid'", "belongs to no pot"),
}  # fmt: skip
TRIGGERS = {
    "accounts": ("accounts_by_lines",),
    "ledger_lines": ("ledger_lines_no_update", "ledger_lines_no_delete"),
    "ledger_entries": ("ledger_entries_no_update",),
}


@pytest.fixture
def books(app, work):
    with work():
        pot = a_pot({"Millfield": 310_00})
        shares = {area_id("Millfield"): Pence(100_00)}
        ledger_awards.commit_award(SYSTEM, award_id="one", pot_id=pot.id, shares=shares, reason="Agreed")
        ledger_awards.pay_award(
            SYSTEM, award_id="one", pot_id=pot.id, amount=Pence(40_00), reason="Paid", key="1"
        )


def test_whole_books_hold(books):
    assert ledger_check.faults() == []
    assert ledger_check.counts() == (3, 3, 4)


@pytest.mark.parametrize("planted", FAULTS)
def test_a_planted_fault_is_found(books, work, planted):
    change, said = FAULTS[planted]
    with work():
        for table, names in TRIGGERS.items():
            for name in names:
                disarm(db.session, name, table)
        db.session.execute(sa.text(change))
    assert any(said in fault for fault in ledger_check.faults()), ledger_check.faults()

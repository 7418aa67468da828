"""The exported ledger, added up by somebody else's program: Beancount agrees, and notices what is planted."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
import sqlalchemy as sa
from beancount import loader
from beancount.core.data import Balance, Transaction

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import ledger, ledger_awards, ledger_export, pots
from models.ledger import Account
from tests.databases import disarm
from tests.money_made import SYSTEM, a_pot, area_id
from tests.organisations_made import an_organisation

ODD = 'A "quoted" \\ reason\non two lines; =1+1 \u2013 £5 {#} ^link #tag'


@pytest.fixture
def books(app, work):
    """Every kind of entry at least once."""
    with work():
        pot = a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00})
        area, partner = area_id("Millfield"), an_organisation("Health partnership").public_id
        ledger.pledge(SYSTEM, pot, partner, {area: Pence(50_00)}, reason=ODD, key="p")
        ledger.cut_pledge(SYSTEM, pot, partner, {area: Pence(5_00)}, reason="Less", key="c")
        slip = ledger.add_money(SYSTEM, pot, {None: Pence(7)}, reason="Slip", key="s")
        ledger.reverse(SYSTEM, slip, reason="Put right")
        ledger_awards.commit_award(
            SYSTEM, award_id="one", pot_id=pot.id, shares={area: Pence(100_00)}, reason="=1+1"
        )
        ledger_awards.commit_award(
            SYSTEM, award_id="two", pot_id=pot.id, shares={area: Pence(9_99)}, reason="x"
        )
        ledger_awards.pay_award(
            SYSTEM, award_id="one", pot_id=pot.id, amount=Pence(60_01), reason="Paid", key="1"
        )
        ledger_awards.return_from_award(
            SYSTEM, award_id="one", pot_id=pot.id, amount=Pence(1), reason="Back", key="1"
        )
        ledger_awards.release_award(SYSTEM, award_id="two", pot_id=pot.id, reason="Declined")
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="Over")
        a_pot({}, year="2027/28")
        pots.change(SYSTEM, pot, PotAction.CARRY_FORWARD, reason="On")
        ledger.hand_back(SYSTEM, a_pot({"": 3_00}, name="Other"), reason="Not used")


def loaded():
    found, errors, _ = loader.load_string("".join(ledger_export.beancount()))
    return found, errors


def added_up(found):
    sums = Counter()
    for entry in found:
        for posting in entry.postings if isinstance(entry, Transaction) else ():
            sums[posting.account] += int(posting.units.number * 100)
    return sums


def test_beancount_finds_no_error_and_the_same_balances(books):
    found, errors = loaded()
    assert errors == []
    names = ledger_export.account_names()
    kept = {
        names[key]: int(pence)
        for key, pence in db.session.execute(sa.select(Account.id, Account.balance_pence))
    }
    sums = added_up(found)
    assert {account: sums[account] for account in kept} == kept
    assert sum(kept.values()) == 0
    entries = db.session.scalar(sa.text("SELECT COUNT(*) FROM ledger_entries"))
    assert sum(isinstance(entry, Transaction) for entry in found) == entries >= 11
    assert sum(isinstance(entry, Balance) for entry in found) == len(kept)


@pytest.mark.parametrize(
    ("trigger", "table", "change"),
    [
        ("accounts_by_lines", "accounts", "UPDATE accounts SET balance_pence = balance_pence + 1 WHERE kind = 'paid'"),
        ("ledger_lines_no_update", "ledger_lines", "UPDATE ledger_lines SET amount_pence = 9 WHERE id = 1"),
        ("ledger_lines_no_delete", "ledger_lines", "DELETE FROM ledger_lines WHERE id = 5"),
    ],
)  # fmt: skip
def test_a_planted_imbalance_is_noticed_by_beancount(books, work, trigger, table, change):
    with work():
        disarm(db.session, trigger, table)
        db.session.execute(sa.text(change))
    _, errors = loaded()
    assert any("Balance failed" in error.message for error in errors), errors


def test_an_empty_ledger_is_a_file_too(app):
    assert loaded() == ([], [])


def test_the_csv_has_every_line_exactly_and_starts_no_formula(books, app):
    said = app.test_cli_runner().invoke(args=["ledger", "export"])
    assert said.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(said.stdout, newline="")))
    assert tuple(rows[0]) == ledger_export.HEADS
    lines = list(db.session.execute(sa.text("SELECT amount_pence FROM ledger_lines ORDER BY id")).scalars())
    assert [int(row["amount"].replace(".", "")) for row in rows] == lines
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert {row["reason"] for row in rows} >= {"'=1+1", ODD}


def test_beancount_is_written_to_a_file_when_asked(books, app, tmp_path):
    file = tmp_path / "books.beancount"
    said = app.test_cli_runner().invoke(
        args=["ledger", "export", "--format", "beancount", "--output", str(file)]
    )
    assert (said.exit_code, said.output) == (0, "")
    assert loader.load_file(str(file))[1] == []

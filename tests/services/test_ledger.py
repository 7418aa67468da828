"""The ledger: what the database itself refuses, and that a retry posts nothing twice."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import ledger, ledger_awards, ledger_check, pots
from models.ledger import Account, LedgerEntry, LedgerLine
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id


@pytest.fixture
def pot(app, work):
    with work():
        return a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00})


def commit(pot, pence, award="award-one", area="Millfield"):
    return ledger_awards.commit_award(
        SYSTEM, award_id=award, pot_id=pot.id, shares={area_id(area): Pence(pence)}, reason="Agreed"
    )


def test_a_promise_leaves_less_in_its_area_and_the_sum_the_same(pot, work):
    with work():
        commit(pot, 200_00)
    standing = pots.standing_of(pot.id)
    assert (standing.in_, standing.promised, standing.paid, standing.left) == (400_00, 200_00, 0, 200_00)
    assert standing.left_in(area_id("Millfield")) == 110_00
    assert ledger_check.faults() == []


def test_what_does_not_fit_is_refused_with_both_figures_and_nothing_is_written(pot, work):
    with (
        pytest.raises(Refusal, match=r"The pot has £310\.00 left in Millfield and this asks £400\.00"),
        work(),
    ):
        commit(pot, 400_00)
    assert pots.standing_of(pot.id).promised == 0


def test_the_last_penny_can_be_promised_and_no_more(pot, work):
    with work():
        commit(pot, 310_00)
    with pytest.raises(Refusal, match=r"£0\.00 left"), work():
        commit(pot, 1, award="award-two")


def test_promising_the_same_award_again_returns_the_first_entry(pot, work):
    with work():
        first = commit(pot, 100_00).id
    with work():
        assert commit(pot, 100_00).id == first
    assert pots.standing_of(pot.id).promised == 100_00


def test_paying_in_parts_cannot_pass_the_promise(pot, work):
    def pay(pence, key):
        return ledger_awards.pay_award(
            SYSTEM, award_id="award-one", pot_id=pot.id, amount=Pence(pence), reason="Paid", key=key
        )

    with work():
        commit(pot, 100_00)
        pay(60_00, "first")
        pay(60_00, "first")  # a retry
    assert pots.standing_of(pot.id).paid == 60_00
    with pytest.raises(Refusal, match=r"£40\.00 left"), work():
        pay(40_01, "second")
    with work():
        pay(40_00, "second")
    assert pots.standing_of(pot.id).promised == 0
    assert ledger_check.faults() == []


def test_a_released_promise_and_a_returned_payment_come_back_to_their_areas(pot, work):
    with work():
        ledger_awards.commit_award(
            SYSTEM, award_id="both", pot_id=pot.id, reason="Agreed",
            shares={area_id("Millfield"): Pence(50_00), area_id("Harbour & Quay"): Pence(30_00)},
        )  # fmt: skip
        ledger_awards.pay_award(
            SYSTEM, award_id="both", pot_id=pot.id, amount=Pence(60_00), reason="Paid", key="1"
        )
        ledger_awards.release_award(SYSTEM, award_id="both", pot_id=pot.id, reason="Not needed")
        ledger_awards.return_from_award(
            SYSTEM, award_id="both", pot_id=pot.id, amount=Pence(60_00), reason="Unspent", key="1"
        )
    standing = pots.standing_of(pot.id)
    assert standing.left_in(area_id("Millfield")) == 310_00
    assert standing.left_in(area_id("Harbour & Quay")) == 90_00


def test_a_closed_pot_carries_forward_area_by_area(pot, work):
    with work():
        commit(pot, 10_00)
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="The year is over")
        after = a_pot({}, year="2027/28")
        pots.change(SYSTEM, pot, PotAction.CARRY_FORWARD, reason="To next year")
    assert pots.standing_of(pot.id).left == 0
    assert pots.standing_of(pot.id).promised == 10_00
    assert pots.standing_of(after.id).left_in(area_id("Millfield")) == 300_00
    assert pots.standing_of(after.id).left_in(area_id("Harbour & Quay")) == 90_00
    assert ledger_check.faults() == []


def test_carrying_forward_needs_the_next_years_pot(pot, work):
    with work():
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="The year is over")
    with pytest.raises(Refusal, match="Make the next year’s pot first"), work():
        pots.change(SYSTEM, pot, PotAction.CARRY_FORWARD, reason="To next year")


def test_what_is_left_can_go_back_to_the_fund(pot, work):
    with work():
        pots.change(SYSTEM, pot, PotAction.CLOSE, reason="The year is over")
        pots.change(SYSTEM, pot, PotAction.RETURN, reason="Not used")
    assert pots.standing_of(pot.id).in_ == 0
    assert ledger_check.faults() == []


def test_a_wrong_entry_is_put_right_once_by_its_mirror_image(pot, work):
    with work():
        pots.add_money(SYSTEM, pot, {area_id("Millfield"): Pence(5_00)}, reason="Typed wrongly", key="typed")
    entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    with work():
        ledger.reverse(SYSTEM, db.session.get(LedgerEntry, entry.id), reason="Typed wrongly")
    assert pots.standing_of(pot.id).in_ == 400_00
    with pytest.raises(Refusal, match="already put right"), work():
        ledger.reverse(SYSTEM, db.session.get(LedgerEntry, entry.id), reason="Again")


def test_money_that_is_promised_cannot_be_put_right_away(pot, work):
    with work():
        commit(pot, 310_00)
    entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id)).first()
    with pytest.raises(Refusal, match=r"The pot has £0\.00 left in Millfield and this asks £310\.00"), work():
        ledger.reverse(SYSTEM, db.session.get(LedgerEntry, entry.id), reason="Too late")


@pytest.mark.parametrize("table", ["ledger_entries", "ledger_lines"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 1000"])
def test_the_database_refuses_to_change_the_books(pot, work, table, change):
    with pytest.raises(DBAPIError, match="only ever added to"), work():
        db.session.execute(sa.text(change.format(table)))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts SET balance_pence = 1000000",
        "UPDATE accounts SET balance_pence = balance_pence + 1, last_line_id = last_line_id + 1",
        "UPDATE accounts SET may_go_below_zero = NOT may_go_below_zero",
        "UPDATE accounts SET pot_id = NULL",
    ],
)
def test_the_database_refuses_to_touch_a_balance(pot, work, change):
    with pytest.raises(DBAPIError, match="moved only by a line"), work():
        db.session.execute(sa.text(change))


def test_the_database_refuses_to_delete_an_account_or_start_one_with_money(pot, work):
    with pytest.raises(DBAPIError, match="never deleted"), work():
        db.session.execute(sa.delete(Account))
    with pytest.raises(DBAPIError, match="starts empty"), work():
        db.session.add(Account(code="x", kind="left", pot_id=pot.id, balance_pence=5))
        db.session.flush()


def line(pot, start, to, pence):
    entry = LedgerEntry(
        kind="commit", reason="by hand", actor_id="", actor_name="", at=pot.created_at, dedupe_key="hand",
        day=pot.opens_on,
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    db.session.execute(
        sa.insert(LedgerLine).values(
            entry_id=entry.id, pot_id=pot.id, from_account_id=start, to_account_id=to, amount_pence=pence
        )
    )


def test_the_database_refuses_an_overdraft_whoever_asks(pot, work):
    first, second = db.session.scalars(
        sa.select(Account.id).where(Account.kind == "left").order_by(Account.id)
    ).all()
    with pytest.raises(DBAPIError, match="not_overdrawn"), work():
        line(pot, first, second, 310_01)
    with work():
        line(pot, first, second, 310_00)  # the control: what is there can be moved


@pytest.mark.parametrize("pence", [0, -5])
def test_the_database_refuses_a_line_that_moves_nothing_or_moves_backwards(pot, work, pence):
    first, second = db.session.scalars(
        sa.select(Account.id).where(Account.kind == "left").order_by(Account.id)
    ).all()
    with pytest.raises(DBAPIError, match="moves_something"), work():
        line(pot, first, second, pence)


def test_the_database_refuses_a_line_in_another_pots_books(pot, work):
    with work():
        other = a_pot({"Millfield": 1_00}, name="Another")
    first, second = db.session.scalars(
        sa.select(Account.id).where(Account.pot_id == pot.id).order_by(Account.id)
    ).all()
    with pytest.raises(DBAPIError, match="belongs to the pot"), work():
        line(other, first, second, 1_00)


def test_only_the_finance_lead_moves_money(pot, cast, work):
    for name in ("Grace", "Noor", "Carol", "Olu"):
        with pytest.raises(Refusal, match="Only the finance lead"), work():
            pots.add_money(cast(name), pot, {area_id("Millfield"): Pence(1)}, reason="x", key="x")
    with work():
        pots.add_money(cast("Farid"), pot, {area_id("Millfield"): Pence(1)}, reason="x", key="x")


def test_a_pot_takes_promises_only_while_open(pot, work):
    with work():
        pots.change(SYSTEM, pot, PotAction.FREEZE, reason="Looking into it")
    with pytest.raises(Refusal, match="Frozen"), work():
        commit(pot, 1_00)


def test_the_system_is_nobody_in_particular():
    assert not Actor.system().is_signed_in

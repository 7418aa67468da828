"""A month of a pot against the council's ledger: what agrees, what differs, each explained; nothing is changed."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.reconcile import Verdict
from commissioning.services import ledger_awards, ledger_check, months, pots, reconciliations
from commissioning.services.reconciliations_scopes import Scope
from models.ledger import LedgerEntry
from models.reconciliations import Reconciliation
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import SYSTEM, a_pot, area_id

OCT = date(2026, 10, 1)
FILE = """\
date,reference,description,came_in,paid_out
05/10/2026,J1,Opening money,£310.00,
22/10/2026,B1,First half,,£40.00
23/10/2026,B2,Bank charge,,£1.50
24/10/2026,B3,Given back,£6.00,
"""


@pytest.fixture
def pot(app, work, at):
    with at("2026-10-05 09:00"), work():
        made = a_pot({"Millfield": 310_00})
    with at("2026-10-20 09:00"), work():
        area = area_id("Millfield")
        ledger_awards.commit_award(
            SYSTEM, award_id="one", pot_id=made.id, shares={area: Pence(90_00)}, reason="Agreed"
        )
        pay = {"award_id": "one", "pot_id": made.id}
        ledger_awards.pay_award(SYSTEM, **pay, amount=Pence(40_00), reason="First half", key="1")
        ledger_awards.pay_award(SYSTEM, **pay, amount=Pence(20_00), reason="Second half", key="2")
    with at("2026-10-24 09:00"), work():
        ledger_awards.return_from_award(SYSTEM, **pay, amount=Pence(5_00), reason="Unspent", key="1")
    return made


def compared(cast, pot, data=FILE, month=OCT, scope=None, **more):
    return reconciliations.reconcile(
        cast("Farid"), scope or Scope(pot=pot), month, data.encode(), "gl.csv", **more
    )


def test_what_agrees_and_what_differs_and_no_promise_is_cash(pot, cast, work, at):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))
    with at("2026-11-02 09:00"), work():
        made, problems = compared(cast, pot)
    assert problems == ()
    told = [
        (row.verdict, row.our_pence, row.their_pence, row.entry and row.entry.reason) for row in made.rows
    ]
    assert sorted(told, key=lambda one: -(one[1] or one[2])) == [
        (Verdict.MATCHED, 310_00, 310_00, "This year’s money"),
        (Verdict.MATCHED, 40_00, 40_00, "First half"),
        (Verdict.ONLY_OURS, 20_00, None, "Second half"),
        (Verdict.AMOUNTS_DIFFER, 5_00, 6_00, "Unspent"),
        (Verdict.ONLY_THEIRS, None, 1_50, None),
    ]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry)) == before
    assert ledger_check.faults() == []


def test_the_month_closes_when_each_difference_is_explained_and_the_newest_comparison_counts(
    pot, cast, work, at
):
    with at("2026-11-02 09:00"), work():
        made, _ = compared(cast, pot)
        with pytest.raises(Refusal, match="3 differences from the council’s ledger in October 2026 have no"):
            months.close(cast("Farid"), OCT, note="")
        differ = [row for row in made.rows if row.verdict is not Verdict.MATCHED]
        for row in differ[1:]:
            reconciliations.explain(cast("Farid"), row, "In the council’s ledger in November")
        with pytest.raises(Refusal, match=r"1 difference .* has no explanation"):
            months.close(cast("Farid"), OCT, note="")
        with pytest.raises(Refusal, match="Write why"):
            reconciliations.explain(cast("Farid"), differ[0], " ")
        with pytest.raises(Refusal, match="nothing to explain"):
            reconciliations.explain(cast("Farid"), made.rows[0], "x")
        with pytest.raises(Refusal, match="Only the finance lead"):
            reconciliations.explain(cast("Carol"), differ[0], "x")
        whole = FILE.replace("23/10/2026,B2,Bank charge,,£1.50", "21/10/2026,B2,Second,,£20.00").replace(
            "£6", "£5"
        )
        with pytest.raises(Refusal, match="2 differences are explained in the comparison there is"):
            compared(cast, pot, whole)
        compared(cast, pot, whole, replaces=True)
        months.close(cast("Farid"), OCT, note="")


def test_one_wrong_row_compares_nothing(pot, cast, work, at):
    with at("2026-11-02 09:00"), work():
        made, problems = compared(cast, pot, FILE + "01/11/2026,x,x,,1.00\nx,x,x,,1.00\n")
    assert made is None
    assert [problem.row for problem in problems] == [6, 7]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Reconciliation)) == 0


def test_a_fund_is_compared_over_all_its_pots(pot, cast, work, at):
    with at("2026-10-25 09:00"), work():
        pots.change(SYSTEM, pot, pots.PotAction.CLOSE, reason="Over")
        after = a_pot({}, year="2027/28")
        pots.change(SYSTEM, pot, pots.PotAction.CARRY_FORWARD, reason="On")
    with at("2026-11-02 09:00"), work():
        whole, _ = compared(cast, pot, scope=Scope(fund=after.fund))
        one, _ = compared(cast, pot)
    assert [row.our_pence for row in whole.rows if row.their_row is None] == [
        20_00
    ]  # carrying on moves no cash
    carried = [row for row in one.rows if row.verdict is Verdict.ONLY_OURS and row.our_pence == 225_00]
    assert [str(row.way) for row in carried] == ["out"]


def test_who_may_compare_and_who_may_read(pot, cast, work, at):
    with at("2026-11-02 09:00"), work():
        made, _ = compared(cast, pot)
        for name in ("Carol", "Olu"):
            with pytest.raises(Refusal, match="Only the finance lead"):
                reconciliations.reconcile(cast(name), Scope(pot=pot), OCT, FILE.encode(), "x")
            assert reconciliations.get_for(cast(name), made.public_id) is made
        for name in ("Grace", "Dev", "Asha"):
            with pytest.raises(NotFound):
                reconciliations.get_for(cast(name), made.public_id)
        with pytest.raises(Refusal, match="has not begun"):
            compared(cast, pot, month=date(2026, 12, 1))


def test_the_database_keeps_the_figures_of_a_comparison(pot, cast, work, at):
    with at("2026-11-02 09:00"), work():
        compared(cast, pot)
    for change in (
        "UPDATE reconciliation_rows SET their_pence = 1", "UPDATE reconciliation_rows SET verdict = 'matched'",
        "DELETE FROM reconciliation_rows", "UPDATE reconciliations SET month = '2020-01-01'",
        "DELETE FROM reconciliations",
    ):  # fmt: skip
        with pytest.raises(DBAPIError, match="figures of a comparison never change"), work():
            db.session.execute(sa.text(change))

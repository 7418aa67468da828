"""Virtual budgets: each keeps its own line, the year takes its pledges, and pledges stand in the books."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, HEALTH
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import BudgetAction, BudgetState, IndicatorStatus
from commissioning.services import (
    held_changes,
    ledger_awards,
    ledger_check,
    two_people,
    virtual_budgets,
    virtual_due,
    virtual_lines,
)
from commissioning.services import virtual_reading as reading
from models.ledger import LedgerEntry
from models.virtual_budgets import VirtualChange, VirtualShortfall
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import a_pot, two_people_above
from tests.proposals_made import actor
from tests.virtual_made import (
    TODAY,
    YEARS,
    budget_fixture,  # noqa: F401 - a fixture
    cut,
    line_of,
    notice,
    organisation,
    pledge,
    promise,
    proposed,
    stands,
)


def test_nobody_changes_another_organisations_line(budget, work):
    for who, partner in (
        ("Farid", HEALTH),
        ("Una", COUNCIL),
        ("Carol", HEALTH),
        ("Noor", COUNCIL),
        ("Grace", HEALTH),
    ):
        with pytest.raises(Refusal, match="can change its own line"), work():
            virtual_lines.give_notice(actor(who), line_of(budget, partner), notice(1_00))
        with pytest.raises(NotFound):
            virtual_lines.get_line_for(actor(who), budget.public_id, line_of(budget, partner).public_id)
    assert db.session.scalar(sa.select(sa.func.count(VirtualChange.id))) == 0


def test_pledges_stand_in_the_books_each_as_its_partners_own(budget):
    entries = list(db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.kind == "pledge")))
    assert {(one.actor_name, one.confirmed_name) for one in entries} == {("Una", "Carol"), ("Farid", "Carol")}
    assert stands(budget, year=0).pledged == 10_000_00
    assert ledger_check.faults() == []


def test_a_large_change_to_a_line_waits_for_a_second_person_who_is_another(budget, work):
    with work():
        two_people_above(1_000_00)
    with pytest.raises(Refusal, match=r"Above £1,000\.00 two people"), work():
        cut(budget, 5_000_00)
    for wanted in (5_000_00, 8_000_00):  # a cut, then a rise from there
        with work():
            given = notice(wanted)
            held = held_changes.give_notice(actor("Una"), line_of(budget), given, key=str(wanted))
            assert held_changes.give_notice(actor("Una"), line_of(budget), given, key=str(wanted)) is held
        before = stands(budget).pledged
        with pytest.raises(Refusal, match="You proposed this"), work():
            two_people.confirm(actor("Una"), held)
        assert stands(budget).pledged == before
        with work():
            two_people.confirm(actor("Carol"), held)
        assert stands(budget).pledged == wanted
    last = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id.desc()).limit(1)).one()
    assert (last.kind, last.actor_name, last.confirmed_name) == ("pledge", "Una", "Carol")
    assert ledger_check.faults() == []


def test_a_later_years_pot_takes_its_pledges_when_it_opens(budget, work, at):
    with work():
        later = a_pot({"": 1_00}, name="Growing up well", year=YEARS[1])
        virtual_due.apply_due(now())
        virtual_due.apply_due(now())
    many = sa.select(sa.func.count(LedgerEntry.id)).where(LedgerEntry.kind == "pledge")
    assert db.session.scalar(many) == 4
    with at("2027-04-01 09:00"), work():
        ledger_awards.commit_award(
            actor("Noor"), award_id="award0000009", pot_id=later.id, shares={}, reason="Decided",
            partners={organisation(HEALTH).public_id: {None: Pence(10_000_00)}},
        )  # fmt: skip
    assert stands(budget, year=1).committed == 10_000_00


def test_totals_are_sums_of_lines(budget):
    picture = reading.picture_of(reading.get_budget_for(actor("Farid"), budget.public_id))
    assert [total.pledged for total in picture.totals] == [20_000_00] * 3
    assert picture.total.pledged == sum(line.pledged for line in picture.lines) == 60_000_00
    assert reading.totals_of([budget])[budget.id] == (2, 60_000_00)


def test_a_percentage_is_of_the_base_and_is_agreed_only_when_all_have_pledged(work, at):
    with at(TODAY), work():
        made = proposed()
        words = {"owner": "CFO", "reporter": HEALTH, "cost_here": "", "benefits": ""}
        one = virtual_lines.Pledge(**words, base=Pence(1_000_000_33), hundredths=250)
        virtual_lines.pledge(actor("Una"), line_of(made), one)
        assert [row.pledged_pence for row in line_of(made).years] == [25_000_01] * 3
        assert made.state is BudgetState.PROPOSED
        with pytest.raises(Refusal, match="cannot be agreed"):
            virtual_budgets.agree(actor("Carol"), made)
        pledge(made, COUNCIL, "Farid")
        assert made.state is BudgetState.PLEDGED


def test_a_review_without_data_cannot_renew(budget, work):
    with pytest.raises(Refusal, match="is due on 1 April 2028"), work():
        virtual_budgets.review(actor("Carol"), budget, 2, {}, "Too soon")
    with clock.at(now() + timedelta(days=500)), work():
        virtual_budgets.review(actor("Carol"), budget, 2, {}, "Nobody counted.")
        shown = reading.reviews_of(budget)[0]
        assert [status for _, status in shown.signs] == [IndicatorStatus.NO_DATA]
        with pytest.raises(Refusal, match="nobody can say that it works"):
            virtual_budgets.follow(actor("Carol"), budget, BudgetAction.RENEW)
        virtual_budgets.follow(actor("Carol"), budget, BudgetAction.ADJUST)
    assert budget.state is BudgetState.ADJUSTED
    assert reading.next_review(budget) == 5


def test_who_sees_one_before_it_is_agreed(work, at):
    with at(TODAY), work():
        made = proposed()
    for who in ("Farid", "Carol", "Noor", "Olu", "Una"):
        assert reading.get_budget_for(actor(who), made.public_id).id == made.id
    for who in ("Grace", "Asha", "Dev", "Nia"):
        with pytest.raises(NotFound):
            reading.get_budget_for(actor(who), made.public_id)


def test_notice_and_shortfalls_stand_in_the_database(budget, work):
    with work():
        promise(budget, 6_000_00)
        cut(budget, 1_00, owner="Una’s director")
    for change in (
        "UPDATE virtual_changes SET wanted_pence = 5",
        "DELETE FROM virtual_shortfalls",
        "UPDATE virtual_shortfalls SET amount_pence = 1",
    ):
        with pytest.raises(DBAPIError), work():
            db.session.execute(sa.text(change))
    assert db.session.scalar(sa.select(VirtualShortfall.amount_pence)) == 5_999_00

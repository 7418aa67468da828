"""Virtual budgets: each keeps its own line, cuts leave promises and others whole, and pledges stand in the books."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, HEALTH
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.rules.virtual_budgets import BudgetAction, BudgetState, IndicatorStatus
from commissioning.services import (
    held_changes,
    ledger_awards,
    ledger_check,
    pots,
    two_people,
    virtual_budgets,
    virtual_coming,
    virtual_due,
    virtual_lines,
    virtual_shortfalls,
)
from commissioning.services import virtual_reading as reading
from commissioning.services.virtual_coming import Coming
from models.ledger import LedgerEntry
from models.virtual_budgets import VirtualBudget, VirtualChange, VirtualShortfall
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import a_pot, two_people_above
from tests.proposals_made import actor
from tests.virtual_made import YEARS, line_of, notice, organisation, pledge, proposed, started

TODAY = "2026-09-25 10:00"


@pytest.fixture
def budget(work, at):
    with at(TODAY), work():
        made = started(notice_days=0)
    with at(TODAY):
        yield db.session.get_one(VirtualBudget, made.id)


def stands(budget, partner=HEALTH, year=0):
    db.session.expire_all()
    picture = reading.picture_of(reading.get_budget_for(actor("Farid"), budget.public_id))
    return next(line.years[year] for line in picture.lines if line.line.organisation.name == partner)


def promise(budget, pence, award="award0000001"):
    """Promise some of Health's money, as a decision would."""
    health = organisation(HEALTH).public_id
    ledger_awards.commit_award(
        actor("Noor"), award_id=award, pot_id=budget.pot_id, shares={}, reason="Decided",
        partners={health: {None: Pence(pence)}},
    )  # fmt: skip


def cut(budget, wanted, **more):
    virtual_lines.give_notice(actor("Una"), line_of(budget), notice(wanted, **more))


def test_hard_case_10_a_partner_cuts_its_pledge_below_what_is_committed(budget, work):
    with work():
        promise(budget, 6_000_00)
    council = stands(budget, COUNCIL)
    with pytest.raises(Refusal, match=r"£6,000\.00 of this is promised or paid already") as refusal, work():
        cut(budget, 4_000_00)
    assert refusal.value.field == "amount"
    assert (stands(budget).pledged, stands(budget).committed) == (10_000_00, 6_000_00)
    with work():
        cut(budget, 4_000_00, owner="Chief finance officer, Alderbrook Health")
    after = stands(budget)
    assert (after.pledged, after.committed, after.free) == (6_000_00, 6_000_00, 0)
    [shortfall] = reading.shortfalls_of(budget)
    assert (shortfall.amount_pence, shortfall.owner) == (2_000_00, "Chief finance officer, Alderbrook Health")
    assert stands(budget, COUNCIL) == council
    assert ledger_check.faults() == []
    with work():
        virtual_shortfalls.settle(actor("Una"), shortfall, "Paid from reserves")
    assert reading.shortfalls_of(budget)[0].settled_how == "Paid from reserves"


def test_a_cut_within_what_is_free_leaves_the_books_exactly(budget, work):
    with work():
        promise(budget, 6_000_00)
        cut(budget, 6_000_00)
    assert (stands(budget).pledged, stands(budget).free) == (6_000_00, 0)
    with pytest.raises(Refusal, match=r"has £0\.00 left"), work():
        promise(budget, 1, "award0000002")


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


def test_notice_waits_for_its_day_and_what_was_promised_meanwhile_becomes_a_shortfall(work, at):
    with at(TODAY), work():
        budget = started(notice_days=30)
        with pytest.raises(Refusal, match="30 days’ notice"):
            cut(budget, 5_000_00, days=29)
        cut(budget, 5_000_00, days=30)
    with at(TODAY), pytest.raises(Refusal, match="given already"), work():
        cut(budget, 4_000_00, days=40)
    with at("2026-10-01 10:00"), work():
        promise(budget, 9_000_00)
        assert virtual_due.apply_due(now()) == []
    with at("2026-10-25 10:00"), work():
        assert virtual_due.apply_due(now()) == [f"{HEALTH}: {YEARS[0]}"]
        assert virtual_due.apply_due(now()) == []
        [shortfall] = reading.shortfalls_of(budget)
        assert (shortfall.amount_pence, shortfall.owner) == (4_000_00, f"Finance director, {HEALTH}")
        assert stands(budget).pledged == 9_000_00


def test_a_change_begins_while_its_year_lasts(budget, work):
    for day, wanted in ((date(2028, 4, 1), 12_000_00), (date(2199, 4, 1), 5_000_00)):
        days = (day - date(2026, 9, 25)).days
        with (
            work(),
            pytest.raises(Refusal, match=r"2027/28 is over by then.* before 1 April 2028") as refused,
        ):
            cut(budget, wanted, year=YEARS[1], days=days)
        assert refused.value.field == "from_day"


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


def test_a_change_to_a_pot_that_was_closed_stops_no_other(work, at):
    with at(TODAY), work():
        budget = started(notice_days=0)
        cut(budget, 12_000_00, days=20)  # more, from its day on
        line = line_of(budget, COUNCIL)
        virtual_lines.give_notice(actor("Farid"), line, notice(9_000_00, year=YEARS[1], days=20))
        pots.change(actor("Farid"), budget.pot, PotAction.CLOSE, reason="Closed early")
        with pytest.raises(Refusal, match="The pot for 2026/27 is closed") as refused:
            virtual_lines.give_notice(actor("Farid"), line, notice(20_000_00))
        assert refused.value.field == "year"
    with at("2026-10-16 10:00"), work():
        assert virtual_due.apply_due(now()) == [f"{COUNCIL}: {YEARS[1]}"]
        (told,) = virtual_due.needs_for(actor("Farid"))
        assert told.title == f"A change to {HEALTH}’s line for {YEARS[0]} could not be made"
        assert virtual_due.needs_for(actor("Una")) == []
        pots.change(actor("Farid"), budget.pot, PotAction.REOPEN, reason="For the health partner’s money")
        assert virtual_due.apply_due(now()) == [f"{HEALTH}: {YEARS[0]}"]
        assert virtual_due.needs_for(actor("Farid")) == []
    assert stands(budget).pledged == 12_000_00
    assert ledger_check.faults() == []


def test_a_year_that_is_over_keeps_its_pledge(budget, work, at):
    with at("2027-04-01 09:00"), pytest.raises(Refusal, match="2026/27 is over"), work():
        virtual_lines.give_notice(actor("Una"), line_of(budget), notice(1_00))
    with at("2027-04-01 09:00"), work():
        cut(budget, 1_00, year=YEARS[1])
    assert stands(budget, year=1).pledged == 1_00
    assert stands(budget, year=0).pledged == 10_000_00


def test_a_year_more_than_half_over_is_cut_no_more(budget, work, at):
    with at("2026-10-01 09:00"):
        with pytest.raises(Refusal, match="More than half of 2026/27 is over") as refusal, work():
            cut(budget, 9_000_00)
        assert refusal.value.field == "year"
        with work():
            cut(budget, 9_000_00, year=YEARS[1])
            cut(budget, 11_000_00)  # more is welcome on any day
    assert [stands(budget, year=at).pledged for at in (0, 1)] == [11_000_00, 9_000_00]


@pytest.mark.parametrize("reason", ["-", "n/a", "xxxxxxxxxxxxxxx", "1234567890123", "cuts. cut."])
def test_a_cut_is_told_in_words(budget, work, reason):
    with pytest.raises(Refusal, match="at least 10 letters") as refusal, work():
        cut(budget, 9_000_00, reason=reason)
    assert refusal.value.field == "reason"
    with work():
        cut(budget, 11_000_00, reason=reason)
    assert stands(budget).pledged == 11_000_00


def test_what_is_coming_stands_beside_what_is_pledged_and_adds_up(work, at):
    with at(TODAY), work():
        budget = started(notice_days=30)
        promise(budget, 9_500_00)
        cut(budget, 9_000_00, days=40, owner="Finance director")
        virtual_lines.give_notice(
            actor("Farid"), line_of(budget, COUNCIL), notice(12_000_00, YEARS[1], days=35)
        )
    db.session.expire_all()
    budget = reading.get_budget_for(actor("Farid"), budget.public_id)
    picture = reading.picture_of(budget)
    told = virtual_coming.coming(picture, reading.changes_of(budget))
    first, last = date(2026, 10, 30), date(2026, 11, 4)
    health, council = line_of(budget).id, line_of(budget, COUNCIL).id
    assert told.lines == {  # what is promised stays pledged
        (health, YEARS[0]): Coming(Pence(9_500_00), last), (council, YEARS[1]): Coming(Pence(12_000_00), first),
    }  # fmt: skip
    assert told.years == {YEARS[0]: Coming(Pence(19_500_00), last), YEARS[1]: Coming(Pence(22_000_00), first)}
    assert (told.total, told.first) == (61_500_00, first)
    assert virtual_coming.stands_until([budget]) == {budget.id: first}
    with at("2026-11-04 10:00"), work():
        virtual_due.apply_due(now())
    db.session.expire_all()
    budget = reading.get_budget_for(actor("Farid"), budget.public_id)
    picture = reading.picture_of(budget)
    after = virtual_coming.coming(picture, reading.changes_of(budget))
    assert (picture.total.pledged, after.lines, after.first) == (61_500_00, {}, None)
    assert virtual_coming.stands_until([budget]) == {}


def test_a_rise_needs_no_notice(work, at):
    with at(TODAY), work():
        budget = started(notice_days=90)
        virtual_lines.give_notice(actor("Una"), line_of(budget), notice(12_000_00))
    assert stands(budget).pledged == 12_000_00
    with at(TODAY), work():
        promise(budget, 12_000_00)

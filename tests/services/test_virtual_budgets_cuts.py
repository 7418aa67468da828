"""A virtual budget changed on its way: cuts, rises and notice leave promises and others whole, and each is told."""

from __future__ import annotations

from datetime import date

import pytest

from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, HEALTH
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import (
    ledger_check,
    pots,
    virtual_coming,
    virtual_due,
    virtual_lines,
    virtual_shortfalls,
)
from commissioning.services import virtual_reading as reading
from commissioning.services.virtual_coming import Coming
from participation.rules.refusals import Refusal
from tests.proposals_made import actor
from tests.virtual_made import (
    TODAY,
    YEARS,
    budget_fixture,  # noqa: F401 - a fixture
    cut,
    line_of,
    notice,
    promise,
    stands,
    started,
)


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

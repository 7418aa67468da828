"""A closed month takes no more entries: the rule says so plainly, and both databases refuse whoever asks."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_check, ledger_held, months, pots, two_people
from models.ledger import LedgerEntry
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def pot(app, work, at):
    with at("2026-10-05 09:00"), work():
        return a_pot({"Millfield": 310_00})


def add(pot, key, day=None, actor=SYSTEM):
    shares = {area_id("Millfield"): Pence(100)}
    return pots.add_money(actor, pot, shares, reason="Late", key=key, day=day)


def test_money_that_came_in_earlier_is_dated_then_until_its_month_is_closed(pot, cast, work, at):
    with at("2026-11-03 09:00"), work():
        assert add(pot, "a", date(2026, 10, 30)).day == date(2026, 10, 30)
        months.close(cast("Farid"), OCT, note="All in")
        with pytest.raises(
            Refusal, match=r"books for October 2026 are closed\. Leave the day empty, and it goes int"
        ):
            add(pot, "b", date(2026, 10, 31))
        assert add(pot, "c", date(2026, 11, 1)).day == NOV
        with pytest.raises(Refusal, match="still to come"):
            add(pot, "d", date(2026, 11, 4))
    with at("2026-11-03 09:10"), work():
        entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id)).first()
        undone = ledger.reverse(SYSTEM, entry, reason="It was for another pot")
        assert undone.day == date(2026, 11, 3)
    assert ledger_check.faults() == []


def test_a_month_is_closed_once_when_it_is_over_by_the_finance_lead(pot, cast, work, at):
    with at("2026-10-31 23:59"), pytest.raises(Refusal, match="can be closed from 1 November"), work():
        months.close(cast("Farid"), OCT, note="")
    with at("2026-11-01 00:00"), work():
        for name in ("Carol", "Noor", "Olu", "Grace"):
            with pytest.raises(Refusal, match="Only the finance lead for the whole council"):
                months.close(cast(name), OCT, note="")
        months.close(cast("Farid"), OCT, note="")
        with pytest.raises(Refusal, match="closed already"):
            months.close(cast("Farid"), OCT, note="")
        with pytest.raises(Refusal, match="closed already"):
            months.close(cast("Farid"), date(2026, 9, 1), note="")
        shown = {month.address: month for month in months.latest()}
    assert (shown["2026-10"].is_closed, shown["2026-10"].entries) == (True, 1)
    assert not shown["2026-11"].is_closed


def test_a_month_is_not_closed_over_a_movement_that_waits(pot, cast, work, at):
    with at("2026-11-02 09:00"), work():
        two_people_above(1)
        shares = {area_id("Millfield"): Pence(500)}
        held = ledger_held.add_money(cast("Farid"), pot, shares, reason="x", key="x", day=date(2026, 10, 20))
        with pytest.raises(Refusal, match="1 movement dated in October 2026 still waits for a second person"):
            months.close(cast("Farid"), OCT, note="")
        two_people.confirm(cast("Carol"), held)
        assert held.entry.day == date(2026, 10, 20)
        months.close(cast("Farid"), OCT, note="")


def raw_entry(day):
    return sa.insert(LedgerEntry).values(
        public_id="bbbbbbbbbbbb", kind="allocate", reason="by hand", actor_id="", actor_name="", at=now(), day=day,
        dedupe_key="hand",
    )  # fmt: skip


def test_the_database_refuses_an_entry_in_a_closed_month_whoever_asks(pot, cast, work, at):
    with at("2026-11-02 09:00"), work():
        months.close(cast("Farid"), OCT, note="")
    for day in (date(2026, 10, 31), date(2026, 9, 15)):
        with pytest.raises(DBAPIError, match="books for that month are closed"), work():
            db.session.execute(raw_entry(day))
    with pytest.raises(DBAPIError, match="says the day it is dated"), work():
        db.session.execute(sa.text(
            "INSERT INTO ledger_entries (public_id, kind, reason, actor_id, actor_name, at, dedupe_key) "
            "VALUES ('c', 'pay', '', '', '', '2026-11-02 09:00:00', 'c')"
        ))  # fmt: skip
    for change in ("DELETE FROM closed_months", "UPDATE closed_months SET after_day = '2020-01-01'"):
        with pytest.raises(DBAPIError, match="added to"), work():
            db.session.execute(sa.text(change))
    with work():  # the controls: an open month takes it, and without the guard so does a closed one
        db.session.execute(raw_entry(NOV).values(dedupe_key="open", public_id="dddddddddddd"))
        disarm(db.session, "ledger_entries_in_closed_month", "ledger_entries")
        db.session.execute(raw_entry(date(2026, 10, 31)))


def test_a_month_is_counted_no_further_than_is_told(pot, cast, work, at, monkeypatch):
    """The list of months costs the same however many entries a month has: it stops counting, and says so."""
    monkeypatch.setattr(months, "MOST_COUNTED", 3)
    with at("2026-11-03 09:00"), work():
        for key in "ab":
            add(pot, key, date(2026, 10, 30))
        three = next(month for month in months.latest() if month.first == OCT)
        add(pot, "c", date(2026, 10, 31))
        four = next(month for month in months.latest() if month.first == OCT)
    assert (three.entries, three.how_many) == (3, "3 entries")
    assert (four.entries, four.how_many) == (3, "more than 3 entries")

"""Small sums: at once or by a manager, never by oneself, never above a limit, and every penny in the ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import Limits, SmallSumState
from commissioning.services import ledger_check, small_sums, small_sums_limits
from commissioning.services import small_sums_reading as reading
from commissioning.services.pots_standing import standing_of
from models.people import Membership
from models.small_sums import SmallSum
from participation.rules.people import Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from tests.money_made import area_id
from tests.proposals_made import actor
from tests.small_sums_made import an_office_pot, ask, asking, buy
from tests.small_sums_pot_made import (
    MONDAY,
    pot_fixture,  # noqa: F401 - a fixture
)


def the_left(pot) -> int:
    return next(area.left for area in standing_of(pot.id).areas if area.area_id == area_id("Millfield"))


def test_a_small_one_is_approved_at_once_and_its_money_promised(pot, work):
    with work():
        made = ask(50_00)
    assert (made.state, made.due_at, made.decided_by_id) == (SmallSumState.APPROVED, None, None)
    assert the_left(pot) == 1_450_00
    assert len(made.family.words.split()) == 3


def test_a_larger_one_waits_for_a_manager_and_is_late_at_five(pot, work):
    with work():
        made = ask(50_01)
    assert made.state is SmallSumState.ASKED
    assert the_left(pot) == 1_500_00
    assert not reading.is_late(made)
    with clock.at(now() + timedelta(hours=7)):
        assert reading.is_late(made)
    with work():
        small_sums.decide(actor("Hugh"), made, yes=True, reason="")
    assert made.state is SmallSumState.APPROVED
    assert the_left(pot) == 1_449_99


def test_nobody_decides_on_their_own_asking(pot, work):
    with work():
        made = ask(100_00, who="Hugh")
    with pytest.raises(Refusal, match="somebody else has to decide"), work():
        small_sums.decide(actor("Hugh"), made, yes=True, reason="")
    with pytest.raises(Refusal, match="Only a manager"), work():
        small_sums.decide(actor("Farid"), made, yes=True, reason="")
    with pytest.raises(DBAPIError), work():  # and the database itself refuses it
        db.session.execute(sa.text("UPDATE small_sums SET decided_by_id = asked_by_id"))
    assert the_left(pot) == 1_500_00


def test_a_no_needs_a_reason_and_frees_the_limit(pot, work):
    with work():
        first = ask(250_00)
        second = ask(150_00, family=first.family.words)
    with pytest.raises(Refusal, match=r"£400\.00 this year"), work():
        ask(1_00, family=first.family.words)
    with pytest.raises(Refusal, match="Say why"), work():
        small_sums.decide(actor("Hugh"), second, yes=False, reason=" ")
    with work():
        small_sums.decide(actor("Hugh"), second, yes=False, reason="The school lends these.")
        ask(150_00, family=first.family.words)


def test_bought_for_less_the_rest_goes_back_and_receipts_agree_with_the_books(pot, work):
    with work():
        made = ask(45_00)
        buy(made, 39_99)
    assert made.state is SmallSumState.BOUGHT
    assert the_left(pot) == 1_500_00 - 39_99
    [receipt] = reading.receipts_for([made])
    assert receipt.agrees
    assert receipt.paid == 39_99
    assert ledger_check.faults() == []
    with work():
        small_sums.check(actor("Farid"), made)
    assert made.state is SmallSumState.CHECKED
    with pytest.raises(Refusal, match="cannot be bought"), work():
        buy(made, 1_00, key="two")


def test_a_receipt_that_differs_from_the_books_is_seen(pot, work):
    with work():
        made = ask(45_00)
        buy(made, 45_00)
        db.session.execute(sa.text("UPDATE small_sums SET spent_pence = 4400"))
        db.session.refresh(made)
    assert not reading.receipts_for([made])[0].agrees


def test_without_a_receipt_nothing_is_bought(pot, work):
    with work():
        made = ask()
    with pytest.raises(Refusal, match="photo of the receipt"), work():
        small_sums.buy(
            actor("Nia"), made, spent=Pence(10_00), bought_on=date(2026, 11, 23), receipt=None, key="k" * 20
        )
    assert standing_of(pot.id).paid == 0


def test_used_waiting_and_left_are_the_offices_limit(pot, work):
    with work():
        buy(ask(45_00), 39_99)
        ask(50_00)
        ask(120_00)
        ask(250_00, who="Hugh")
        small_sums.decide(actor("Hugh"), ask(60_00), yes=False, reason="The school lends these.")
        small_sums.give_up(actor("Nia"), ask(30_00))
    for who in ("Hugh", "Nia", "Farid"):  # a worker reads her whole office's, whoever asked
        [line] = reading.offices(actor(who))
        assert (line.money.used, line.money.waiting, line.money.left) == (89_99, 370_00, 540_01)
        assert line.money.used + line.money.waiting + line.money.left == line.money.limit == 1_000_00
    with work():
        lower = Limits(date(2026, 11, 23), Pence(20_00), Pence(100_00), Pence(200_00), Pence(300_00))
        small_sums_limits.set_limits(actor("Farid"), pot, lower)
    assert reading.offices(actor("Hugh"))[0].money.left == 0


def test_given_up_before_it_is_bought(pot, work):
    with work():
        made = ask()
        small_sums.give_up(actor("Nia"), made)
    assert the_left(pot) == 1_500_00
    assert made.state is SmallSumState.GIVEN_UP


def test_a_pot_that_is_nearly_empty_never_goes_below_nothing(work, at):
    with at(MONDAY), work():
        pot = an_office_pot(60_00)
        first = ask(55_00)
    with at(MONDAY), pytest.raises(Refusal, match=r"£5\.00 left and this asks £10\.00"), work():
        ask(10_00)
    with at(MONDAY), work():
        small_sums.decide(actor("Hugh"), first, yes=True, reason="")
        assert the_left(pot) == 5_00


def test_a_reference_of_another_office_or_of_nobody_is_refused(pot, work):
    with pytest.raises(Refusal, match="no family with this reference"), work():
        ask(family="Jayden Smith")
    assert db.session.scalar(sa.select(sa.func.count(SmallSum.id))) == 0


def test_workers_ask_for_their_own_office_only(pot, work):
    with pytest.raises(Refusal, match="one of your offices"), work():
        ask(office="zzzzzzzzzzzz")
    with pytest.raises(Refusal, match="one of your offices"), work():
        ask(who="Carol")
    assert [one.area.name for one in small_sums.offices_of(actor("Nia"))] == ["Millfield"]


def test_who_sees_one(pot, work):
    with work():
        made = ask()
        db.session.add(Membership(
            user_id=actor("Erin").user_id, role=Role.OFFICE_MANAGER, scope_kind=ScopeKind.AREA,
            scope_id=area_id("Harbour & Quay"), starts_on=date(2026, 1, 1),
        ))  # fmt: skip
    for name in ("Nia", "Hugh", "Farid", "Carol", "Olu"):
        assert reading.get_small_sum_for(actor(name), made.public_id).id == made.id
    for name in ("Erin", "Grace", "Asha", "Noor", "Sam"):
        with pytest.raises(NotFound):
            reading.get_small_sum_for(actor(name), made.public_id)
        assert not reading.may_see_files(actor(name), made.public_id)


def test_limits_are_dated_and_never_changed(pot, work):
    with work():
        new = Limits(date(2026, 12, 1), Pence(20_00), Pence(100_00), Pence(200_00), Pence(900_00))
        small_sums_limits.set_limits(actor("Farid"), pot, new)
        assert ask(45_00).state is SmallSumState.APPROVED
    with clock.at(now() + timedelta(days=8)), work():
        assert ask(45_00).state is SmallSumState.ASKED
    with pytest.raises(Refusal, match="today or later"), work():
        small_sums_limits.set_limits(actor("Farid"), pot, Limits(date(2026, 11, 1), *[Pence(1)] * 4))
    with pytest.raises(Refusal, match="Only the finance lead"), work():
        small_sums_limits.set_limits(actor("Hugh"), pot, new)
    with pytest.raises(DBAPIError, match="never changed"), work():
        db.session.execute(
            sa.text("UPDATE small_sum_limits SET item_pence = 1000000, office_pence = 1000000")
        )


def test_a_name_in_the_words_is_asked_about_and_the_tick_is_on_record(pot, work):
    with pytest.raises(Refusal, match="looks like a name"), work():
        ask(goal="So that Jayden sleeps")
    with work():
        assert small_sums.ask(actor("Nia"), asking(goal="So that Jayden sleeps", names_nobody=True))

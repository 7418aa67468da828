"""No way round two people: carrying forward, handing back, opening balances, a pledge, splitting a sum."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction, PotState
from commissioning.rules.two_people import HIGHEST
from commissioning.services import (
    held_changes,
    ledger,
    ledger_awards,
    ledger_check,
    ledger_held,
    ledger_limits,
    pots,
    pots_import,
    pots_terms,
    two_people,
)
from models.ledger import LedgerEntry
from models.pots import Pot
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above


@pytest.fixture
def pot(app, work):
    with work():
        made = a_pot({"Millfield": 2_000_00, "Harbour & Quay": 100_00})
        two_people_above(1_000_00)
        return made


def entries():
    return db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))


def add(actor, pot, pence, key):
    return ledger_held.add_money(actor, pot, {area_id("Millfield"): Pence(pence)}, reason="More", key=key)


@pytest.mark.parametrize("action", [PotAction.RETURN, PotAction.CARRY_FORWARD])
def test_what_is_left_goes_on_or_back_only_when_another_person_confirms(pot, cast, work, action):
    with work():
        pots.change(cast("Farid"), pot, PotAction.CLOSE, reason="The year is over")
        after = a_pot({}, year="2027/28")
    before = entries()
    with pytest.raises(Refusal, match=r"Above £1,000\.00 two people"), work():
        pots.change(cast("Farid"), pot, action, reason="Not used")
    with work():
        held = held_changes.change_pot(cast("Farid"), pot, action, reason="Not used")
        again = held_changes.change_pot(cast("Farid"), pot, action, reason="Not used")
    assert again is held
    assert (held.amount_pence, pot.state, entries()) == (2_100_00, PotState.CLOSED, before)
    with pytest.raises(Refusal, match="You proposed this"), work():
        two_people.confirm(cast("Farid"), held)
    with work():
        entry = two_people.confirm(cast("Carol"), held)
    assert (entry.actor_name, entry.confirmed_name) == ("Farid", "Carol")
    assert pots.standing_of(pot.id).left == 0
    assert pots.standing_of(after.id).left == (2_100_00 if action is PotAction.CARRY_FORWARD else 0)
    assert ledger_check.faults() == []


def test_carrying_forward_is_counted_once_and_below_the_amount_is_done_at_once(app, cast, work):
    with work():
        two_people_above(1_000_00)
        pot = a_pot({"Millfield": 600_00})
        pots.change(cast("Farid"), pot, PotAction.CLOSE, reason="The year is over")
        a_pot({}, year="2027/28")
        assert held_changes.change_pot(cast("Farid"), pot, PotAction.CARRY_FORWARD, reason="On") is None
    assert pot.state is PotState.CARRIED_FORWARD


def test_a_step_whose_sum_changed_while_it_waited_is_proposed_again(pot, cast, work):
    with work():
        shares = {area_id("Millfield"): Pence(5_00)}
        ledger_awards.commit_award(SYSTEM, award_id="one", pot_id=pot.id, shares=shares, reason="Agreed")
        pots.change(cast("Farid"), pot, PotAction.CLOSE, reason="Over")
        held = held_changes.change_pot(cast("Farid"), pot, PotAction.RETURN, reason="Not used")
        ledger_awards.release_award(SYSTEM, award_id="one", pot_id=pot.id, reason="Declined")
    with pytest.raises(Refusal, match=r"It was £2,095\.00 .* is £2,100\.00 now"), work():
        two_people.confirm(cast("Carol"), held)
    with work():
        two_people.refuse(cast("Carol"), held, "The sum is another")
        assert held_changes.change_pot(cast("Farid"), pot, PotAction.RETURN, reason="Again") is not held


def test_a_large_pledge_is_recorded_by_two_people(app, cast, work):
    with work():
        two_people_above(1_000_00)
        pot = a_pot({}, name="Health board")
        new = pots_terms.NewTerms(pledged=Pence(5_000_00), pledged_by="The health board")
        pots_terms.set_terms(SYSTEM, pot, new)
    with pytest.raises(Refusal, match="two people are needed"), work():
        pots.change(cast("Farid"), pot, PotAction.PLEDGE, reason="They wrote to us")
    with work():
        held = held_changes.change_pot(cast("Farid"), pot, PotAction.PLEDGE, reason="They wrote to us")
        assert pot.state is PotState.DRAFT
        assert two_people.confirm(cast("Carol"), held) is None
    assert pot.state is PotState.PLEDGED


def file(*amounts, area="Millfield"):
    """A file with a pot for each amount."""
    rows = [f"Alderbrook South team,Pot {n},{area},{a},committee,2026/27\n" for n, a in enumerate(amounts, 1)]
    return ("team,pot,area,amount,decision_route,financial_year\n" + "".join(rows)).encode()


def test_a_large_file_of_opening_balances_waits_whole_for_a_second_person(pot, cast, work):
    many = db.session.query(Pot).count()
    with pytest.raises(Refusal, match="two people are needed"), work():
        pots_import.import_file(cast("Farid"), file("1000.01"))
    with work():
        result, held = held_changes.import_file(cast("Farid"), file("600", "600"))
        assert held_changes.import_file(cast("Farid"), file("600", "600"))[1] is held
    assert (result.problems, db.session.query(Pot).count(), held.amount_pence) == ([], many, 1_200_00)
    assert "Pot 1, 2026/27 (Alderbrook South team) £600.00" in held.words
    with pytest.raises(Refusal, match="You proposed this"), work():
        two_people.confirm(cast("Farid"), held)
    with work():
        two_people.confirm(cast("Noor"), held)
    made = db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.kind == "opening")).all()
    assert {(one.actor_name, one.confirmed_name) for one in made} == {("Farid", "Noor")}
    assert db.session.query(Pot).count() == many + 2
    with work():
        assert held_changes.import_file(cast("Farid"), file("600", "600"))[0].again
        small, waits = held_changes.import_file(cast("Farid"), file("0", "0", "5"))
    assert (waits, bool(small.problems)) == (None, True)  # a wrong file is never held


def test_small_sums_into_one_pot_on_one_day_count_together(pot, cast, work, at):
    with at("2026-07-01 09:00"), work():
        assert add(cast("Farid"), pot, 600_00, "a") is None
        assert add(cast("Farid"), pot, 600_00, "a") is None  # a retry is the first one again
        held = add(cast("Farid"), pot, 400_01, "b")
        assert held.words.endswith("(with £600.00 earlier that day it comes to £1,000.01)")
        assert add(cast("Farid"), pot, 400_00, "c") is None
        shares = {area_id("Millfield"): Pence(1)}
        with pytest.raises(Refusal, match=r"with £1,000\.00 earlier that day it comes to £1,000\.01"):
            pots.add_money(cast("Farid"), pot, shares, reason="x", key="x")
        with pytest.raises(Refusal, match=r"it comes to £1,000\.01"):
            ledger.pledge(cast("Farid"), pot, "nhs", shares, reason="x", key="y")
        other = a_pot({"Millfield": 1_00}, name="Other")
        assert add(cast("Farid"), other, 900_00, "d") is None
    with at("2026-07-01 22:59"):  # one minute before midnight in London
        assert ledger_limits.alone_today(cast("Farid").public_id, EntryKind.ALLOCATE, pot.id) == 1_000_00
    with at("2026-07-02 00:00"), work():
        assert add(cast("Farid"), pot, 900_00, "e") is None


def test_what_was_put_right_or_confirmed_by_another_counts_no_more(pot, cast, work):
    with work():
        add(cast("Farid"), pot, 900_00, "a")
        wrong = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id.desc()).limit(1)).one()
        ledger_held.put_right(cast("Farid"), pot, wrong, reason="Typed wrongly")
        two_people.confirm(cast("Carol"), add(cast("Farid"), pot, 2_000_00, "b"))
        assert add(cast("Farid"), pot, 900_00, "c") is None


def test_a_set_amount_that_switches_the_rule_off_is_refused(app, cast, work):
    day = local_date(now())
    with pytest.raises(Refusal, match=r"Above £100,000\.00 hardly anything") as refused, work():
        ledger_held.set_amount(cast("Farid"), HIGHEST + 1, day, reason="x", key="1")
    assert refused.value.field == "amount"
    with work():
        assert ledger_held.set_amount(cast("Farid"), HIGHEST, day, reason="x", key="1") is not None

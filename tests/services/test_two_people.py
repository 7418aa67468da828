"""Large sums take two people: held, confirmed by another, refused with a reason, decided once whoever races."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import HeldState, in_force
from commissioning.services import ledger, ledger_check, ledger_held, ledger_limits, pots, two_people
from models.ledger import LedgerEntry
from models.people import Membership
from models.two_people import Held
from participation.rules.refusals import Refusal
from tests.databases import disarm
from tests.money_made import a_pot, area_id, two_people_above


@pytest.fixture
def pot(app, work):
    with work():
        made = a_pot({"Millfield": 310_00})
        two_people_above(1_000_00)
        return made


DAY = " (with £1,000.00 earlier that day it comes to £2,000.01)"


def add(actor, pot, pence, key="a"):
    return ledger_held.add_money(actor, pot, {area_id("Millfield"): Pence(pence)}, reason="More", key=key)


def entries():
    return db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))


def test_up_to_the_set_amount_one_person_is_enough_and_a_penny_more_is_held(pot, cast, work):
    with work():
        assert add(cast("Farid"), pot, 1_000_00) is None
    before = entries()
    with work():
        held = add(cast("Farid"), pot, 1_000_01, key="b")
        assert add(cast("Farid"), pot, 1_000_01, key="b") is held  # a retry
    assert (held.state, held.words) == (HeldState.WAITING, "Add £1,000.01 to Wellbeing, 2026/27" + DAY)
    assert entries() == before
    assert pots.standing_of(pot.id).in_ == 1_310_00


def test_another_person_confirms_and_both_names_are_in_the_books(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    with work():
        entry = two_people.confirm(cast("Carol"), held)
    assert (entry.actor_name, entry.confirmed_name) == ("Farid", "Carol")
    assert (held.state, held.decided_name, held.entry_id) == (HeldState.CONFIRMED, "Carol", entry.id)
    assert pots.standing_of(pot.id).in_ == 5_310_00
    assert ledger_check.faults() == []


def test_ones_own_proposal_is_refused_plainly_and_so_is_whoever_took_part(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    with pytest.raises(Refusal, match="You proposed this, so somebody else"), work():
        two_people.confirm(cast("Farid"), held)
    wanted = two_people.Wanted(
        "add_money", Pence(5), "x", "x", "k", {}, pot.id, not_by=[cast("Noor").public_id]
    )
    with work():
        barred = two_people.propose(cast("Farid"), wanted)
    with pytest.raises(Refusal, match="took part in this already"), work():
        two_people.confirm(cast("Noor"), barred)
    assert held.state is HeldState.WAITING


def test_only_posts_that_answer_for_money_may_be_the_second_person(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    for name in ("Grace", "Olu", "Dev", "Asha", "Ada"):
        with (
            pytest.raises(Refusal, match="Only a finance lead, commissioning officer or decision-ma"),
            work(),
        ):
            two_people.confirm(cast(name), held)


def test_refusing_says_why_and_nothing_moves(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    with pytest.raises(Refusal, match="Say why"), work():
        two_people.refuse(cast("Carol"), held, " ")
    with work():
        two_people.refuse(cast("Carol"), held, "The letter says £500")
    with pytest.raises(Refusal, match=r"decided already\. Refused"), work():
        two_people.confirm(cast("Noor"), held)
    assert pots.standing_of(pot.id).in_ == 310_00


def test_the_proposer_alone_takes_it_back(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    with pytest.raises(Refusal, match="Only the one who proposed it"), work():
        two_people.withdraw(cast("Carol"), held)
    with work():
        two_people.withdraw(cast("Farid"), held)
    assert held.state is HeldState.WITHDRAWN


def test_what_no_longer_holds_when_confirmed_is_refused_and_still_waits(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
        farid = sa.select(Membership.id).where(Membership.user_id == cast("Farid").user_id)
        yesterday = now().date() - timedelta(1)
        db.session.execute(sa.update(Membership).where(Membership.id.in_(farid)).values(ends_on=yesterday))
    with pytest.raises(Refusal, match="Only the finance lead"), work():
        two_people.confirm(cast("Carol"), held)
    db.session.expire_all()
    assert held.state is HeldState.WAITING


def test_putting_right_a_large_entry_takes_two_and_can_be_proposed_again(pot, cast, work):
    with work():
        entry = two_people.confirm(cast("Carol"), add(cast("Farid"), pot, 5_000_00))
        held = ledger_held.put_right(cast("Farid"), pot, entry, reason="Typed wrongly")
        two_people.refuse(cast("Carol"), held, "Show me the letter")
    with work():
        again = ledger_held.put_right(cast("Farid"), pot, entry, reason="Here it is")
        two_people.confirm(cast("Noor"), again)
    assert pots.standing_of(pot.id).in_ == 310_00
    with pytest.raises(Refusal, match="already put right"), work():
        ledger_held.put_right(cast("Farid"), pot, entry, reason="Once more")


def test_the_ledger_refuses_a_large_entry_that_came_past_the_second_person(pot, cast, work):
    shares = {area_id("Millfield"): Pence(1_000_01)}
    with pytest.raises(Refusal, match=r"Above £1,000\.00 two people are needed"), work():
        pots.add_money(cast("Farid"), pot, shares, reason="x", key="x")
    with pytest.raises(Refusal, match="You proposed this"), work():
        pots.add_money(cast("Farid"), pot, shares, reason="x", key="x", second=cast("Farid"))
    with work():
        pots.change(cast("Farid"), pot, pots.PotAction.FREEZE, reason="x")
    with pytest.raises(Refusal, match=r"Above £1,000\.00"), work():
        ledger.pledge(cast("Carol"), pot, "nhs", shares, reason="x", key="y")


def test_the_set_amount_is_dated_and_takes_two_people_itself(app, cast, work, at):
    with at("2026-11-25 10:00"), work():
        first = ledger_held.set_amount(
            cast("Farid"), Pence(500_00), date(2026, 12, 1), reason="Policy", key="1"
        )
        assert ledger_limits.set_amount(date(2026, 12, 1)) is None
        two_people.confirm(cast("Noor"), first)
        with pytest.raises(Refusal, match="today or a later day"):
            ledger_held.set_amount(cast("Farid"), Pence(9), date(2026, 11, 24), reason="x", key="2")
    assert ledger_limits.set_amount(date(2026, 11, 30)) is None
    assert ledger_limits.set_amount(date(2026, 12, 1)) == 500_00
    with pytest.raises(Refusal, match="Only the finance lead"), work():
        ledger_held.set_amount(cast("Carol"), Pence(9), date(2030, 1, 1), reason="x", key="3")


def test_the_amount_in_force_is_the_latest_begun_and_of_one_day_the_last_written():
    settings = [(date(2026, 4, 1), Pence(5)), (date(2026, 9, 1), Pence(7)), (date(2026, 4, 1), Pence(6))]
    found = [in_force(settings, date(2026, month, 1)) for month in (3, 4, 8, 9)]
    assert found == [None, 6, 6, 7]


AS_PROPOSED = ("amount_pence = 1", "payload = '{}'", "proposed_by = 'x'", "words = 'x'", "not_by = '[1]'")
DECIDED = ("state = 'waiting', decided_at = NULL", "decided_by = 'x'", "state = 'confirmed'")


def test_the_database_keeps_what_was_proposed_and_decides_it_once(pot, cast, work):
    with work():
        held = add(cast("Farid"), pot, 5_000_00)
    for change in AS_PROPOSED:
        attacked(work, f"UPDATE held_entries SET {change}", "stays as it was proposed")
    with work():
        two_people.refuse(cast("Carol"), held, "No")
    for change in DECIDED:
        attacked(work, f"UPDATE held_entries SET {change}", "decided once")
    attacked(work, "DELETE FROM held_entries", "never deleted")
    for change in ("UPDATE two_people_amounts SET amount_pence = 1", "DELETE FROM two_people_amounts"):
        attacked(work, change, "added to")


def attacked(work, sql, said):
    """What somebody with the database's password tries; it is refused."""
    with pytest.raises(DBAPIError, match=said), work():
        db.session.execute(sa.text(sql))


def test_the_database_refuses_one_person_as_both(pot, cast, work):
    with work():
        add(cast("Farid"), pot, 5_000_00)
    own = "UPDATE held_entries SET state = 'confirmed', decided_by = proposed_by, decided_at = proposed_at"
    with pytest.raises(DBAPIError, match="another_person"), work():
        db.session.execute(sa.text(own))
    with work():  # the control: with the guard gone the same kind of statement goes through
        disarm(db.session, "held_entries_no_delete", "held_entries")
        db.session.execute(sa.text("DELETE FROM held_entries"))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Held)) == 0

"""Thirty-two processes want one pot's money at once, and processes die while they write.

Guarded, not a penny too much goes, no award is promised twice and no answer is lost; the unguarded controls fail.
The long forms (50 races, 50 kills) are benchmarks/races.py.
"""

from __future__ import annotations

import random

import pytest

from app.access.actors import actor_from
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.services import ledger_held, pots, two_people, two_people_reading
from participation.rules.refusals import Refusal
from tests import racing
from tests.conftest import person
from tests.money_made import a_pot, area_id, two_people_above

PROCESSES, SHARED, EACH, HOLDS = 32, 6, 1, 200_00
KILLS = 4


@pytest.mark.slow
def test_processes_racing_for_one_pot_never_overspend_it_or_promise_twice(app, work, tmp_path):
    with work():
        pot, area = a_pot({"Millfield": HOLDS}).id, area_id("Millfield")
    racing.race(PROCESSES, racing.promise_all, tmp_path, pot, area, SHARED, EACH)
    assert racing.check_race(pot, HOLDS, racing.acknowledged(tmp_path)) == []


def test_the_same_race_without_the_guard_overspends(app, database_url):
    over = racing.overspent_without_guard(database_url, PROCESSES, EACH + 1, HOLDS)
    assert over > 0, "the control did not overspend, so the race above proves nothing"


@pytest.mark.slow
def test_killed_while_writing_no_answer_is_lost_and_a_retry_gets_the_first(app, work):
    with work():
        pot, area = a_pot({"Millfield": 1_000_000_00}).id, area_id("Millfield")
    dice = random.Random(32)
    for turn in range(KILLS):
        assert racing.killed(pot, area, turn, dice) == []


def test_an_answer_given_before_it_is_kept_can_be_lost(app, work):
    with work():
        pot, area = a_pot({"Millfield": 1_000_000_00}).id, area_id("Millfield")
    dice = random.Random(32)
    found = (
        fault for turn in range(30) for fault in racing.killed(pot, area, turn, dice, before_commit=True)
    )
    assert any("is not in the books" in fault for fault in found), "the control lost nothing"


def confirm(begin, number, public_id, folder):
    """One of the second persons: Carol or Noor confirms, all at the same instant."""
    actor = actor_from(person("Carol" if number % 2 else "Noor"))
    db.session.rollback()
    begin.wait()
    try:
        with unit_of_work():
            held = two_people_reading.get_held_for(actor, public_id)
            two_people.confirm(actor, held)
    except Refusal as refusal:
        (folder / f"refused-{number}").write_text(refusal.reason, encoding="utf-8")


def test_a_large_sum_confirmed_by_many_at_once_moves_once(app, cast, work, tmp_path):
    with work():
        pot = a_pot({"Millfield": HOLDS})
        two_people_above(1)
        shares = {area_id("Millfield"): Pence(50_00)}
        held = ledger_held.add_money(cast("Farid"), pot, shares, reason="More", key="k").public_id
        pot_id = pot.id
    racing.race(8, confirm, held, tmp_path)
    assert pots.standing_of(pot_id).in_ == HOLDS + 50_00
    said = [file.read_text(encoding="utf-8") for file in tmp_path.glob("refused-*")]
    assert said == ["This is decided already. Confirmed. It is done."] * 7

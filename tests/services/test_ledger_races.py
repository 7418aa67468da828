"""Ten processes want one pot's money at once. Guarded, not a penny too much goes; the unguarded control overspends."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import create_app
from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_check, pots
from participation.rules.refusals import Refusal
from tests.conftest import settings_for
from tests.money_made import SYSTEM, a_pot, area_id

PROCESSES, EACH, HOLDS, ASKS = 10, 10, 300_00, 10_00
fork = multiprocessing.get_context("fork")


def commit_again_and_again(won, begin, number, folder, url, pot_id, area):
    """One of the racers: an app of its own on the same database, ten tries of £10."""
    with create_app(settings_for(folder, url)).app_context():
        begin.wait()
        for turn in range(EACH):
            try:
                with unit_of_work():
                    shares = {area: Pence(ASKS)}
                    ledger.commit_award(
                        SYSTEM, award_id=f"{number}-{turn}", pot_id=pot_id, shares=shares, reason="A race"
                    )
            except Refusal:
                continue
            with won.get_lock():
                won.value += 1
        db.engine.dispose()


def spend_unguarded(won, begin, number, file):
    """What a race gets between: checked here, written there."""
    connection = sqlite3.connect(file, timeout=20, isolation_level=None)
    begin.wait()
    for _ in range(EACH):
        if connection.execute("SELECT left_pence FROM pot").fetchone()[0] >= ASKS:
            time.sleep(0.002)
            connection.execute("UPDATE pot SET left_pence = left_pence - ?", (ASKS,))
            with won.get_lock():
                won.value += 1
    connection.close()


def race(racer: Callable[..., None], *given: object) -> int:
    """Run ten of them from one starting gun; how often they succeeded together."""
    won, begin = fork.Value("i", 0), fork.Barrier(PROCESSES)
    racers = [fork.Process(target=racer, args=(won, begin, number, *given)) for number in range(PROCESSES)]
    for one in racers:
        one.start()
    for one in racers:
        one.join(timeout=120)
    assert [one.exitcode for one in racers] == [0] * PROCESSES
    return won.value


@pytest.mark.slow
def test_processes_racing_for_one_pot_never_overspend_it(app, work, database_url, tmp_path):
    with work():
        pot = a_pot({"Millfield": HOLDS}).id
        area = area_id("Millfield")
    db.session.remove()
    db.engine.dispose()
    assert race(commit_again_and_again, tmp_path, database_url, pot, area) == HOLDS // ASKS
    standing = pots.standing_of(pot)
    assert (standing.left, standing.promised) == (0, HOLDS)
    assert ledger_check.faults() == []


def test_the_same_race_without_the_guard_overspends(tmp_path: Path):
    file = tmp_path / "unguarded.sqlite3"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE pot (left_pence INTEGER)")
    connection.execute("INSERT INTO pot VALUES (?)", (HOLDS,))
    assert race(spend_unguarded, file) > HOLDS // ASKS, (
        "the control did not overspend, so the race above proves nothing"
    )
    assert connection.execute("SELECT left_pence FROM pot").fetchone()[0] < 0
    connection.close()

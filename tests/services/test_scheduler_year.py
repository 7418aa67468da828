"""A year of three bodies' accounts with two schedulers alive, one or the other killed at random: each exactly once."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import clock
from app.db import db
from app.scheduler import lease, running
from app.scheduler.jobs import JOBS
from governance.services import summaries
from models.summaries import Summary
from tests import year_made
from tests.year_made import BEGINS, ENDS

NAME = "draft summaries due"


class Killed(BaseException):
    """The process is gone: what it had not committed never was, and it gives no lease back."""


class Life:
    """Two schedulers that are woken, die in the middle of their work, and are started again as somebody new."""

    def __init__(self, dice, monkeypatch):
        self.dice, self.deaths, self.drafts_lost = dice, 0, 0
        self.holders = [lease.new_holder(), lease.new_holder()]
        self._really = summaries._draft
        monkeypatch.setattr(summaries, "_draft", self._draft)

    def _draft(self, *given):
        """Half of all drafts kill whoever makes them: before anything is written, or when all is but the commit."""
        died = self.dice.random()
        if died < 0.25:
            raise Killed
        made = self._really(*given)
        if died < 0.5 and made:
            self.drafts_lost += 1
            raise Killed
        return made

    def wake(self, moment):
        who = self.dice.randrange(2)
        try:
            with clock.at(moment):
                running.tick(self.holders[who], {NAME: JOBS[NAME]})
        except Killed:
            self.deaths += 1
            self.holders[who] = lease.new_holder()


@pytest.mark.parametrize("seed", [7])
def test_a_year_of_three_schedules_is_drafted_exactly_once(app, monkeypatch, seed):
    year_made.three_bodies()
    life, moment = Life(random.Random(seed), monkeypatch), BEGINS
    away = (BEGINS + timedelta(days=100), BEGINS + timedelta(days=117))  # both are switched off for a while
    while moment < ENDS:
        if not away[0] < moment < away[1]:
            for seconds in (0, 40):  # woken again soon after: when the lease of one that died has ended
                life.wake(moment + timedelta(seconds=seconds))
        moment += timedelta(hours=life.dice.choice((11, 37, 61)))
    for seconds in range(0, 1800, 60):  # the year's end, until nothing is left to catch up
        life.wake(ENDS - timedelta(seconds=1) + timedelta(seconds=seconds))
    assert year_made.faults() == []
    assert year_made.off_the_hour() == []
    assert life.deaths > 20
    assert life.drafts_lost > 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Summary)) == sum(
        map(len, year_made.wanted().values())
    )


def test_the_year_has_both_clock_changes_and_every_rhythm(app):
    due = year_made.wanted()
    assert {name: len(found) for name, found in due.items()} == {
        "The weekly panel": 52,
        "The monthly board": 12,
        "The quarterly committee": 4,
    }
    assert {"2026-10-25", "2027-03-28"} <= {slot for slot, _ in due["The weekly panel"]}


def test_control_a_year_that_stops_after_a_week_is_noticed(app):
    year_made.three_bodies()
    with clock.at(BEGINS + timedelta(days=5)):
        running.tick(lease.new_holder(), {NAME: JOBS[NAME]})
    assert [fault.split(":")[0] for fault in year_made.faults()] == list(year_made.RHYTHMS)


def test_control_the_database_itself_refuses_a_second_summary_of_a_slot(app, work):
    year_made.three_bodies()
    with clock.at(BEGINS + timedelta(days=5)):
        running.tick(lease.new_holder(), {NAME: JOBS[NAME]})
    row = db.session.execute(sa.select(Summary.__table__)).mappings().first()
    again = {key: value for key, value in row.items() if key not in {"id", "public_id"}}
    with pytest.raises(IntegrityError), work():
        db.session.execute(sa.insert(Summary).values(**again))

"""Letters about voting: to those who have not voted, once each, and none after the vote."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.services import reminders
from models.jobs import OutboxMessage
from tests.rounds_made import IDEAS, VOTERS, after_close, an_open_round, vote
from tests.told_made import told


@pytest.fixture
def opened(begin):
    return begin(an_open_round)


def remind(work, at) -> int:
    with clock.at(at), work():
        return reminders.remind_due(at)


def letters(name: str) -> list[str]:
    return [said for said in told(name) if said.startswith("Voting")]


def test_each_letter_once_and_none_once_voted(opened, work):
    assert remind(work, now()) == len(VOTERS)
    assert remind(work, now() + timedelta(hours=1)) == 0
    with work():
        vote("Asha", opened, "Film club")
    assert letters("Asha") == ["Voting is open: Autumn ideas"]  # a vote itself touches no letter
    assert remind(work, opened.closes_at - reminders.LAST_CALL) == len(VOTERS) - 1
    assert letters("Asha") == []  # not sent yet, so taken back
    assert letters("Mei") == ["Voting is open: Autumn ideas", "Voting closes soon: Autumn ideas"]
    assert remind(work, after_close(opened)) == 0


def test_a_letter_that_has_gone_stays_on_record(opened, work):
    remind(work, now())
    with work():
        db.session.execute(sa.update(OutboxMessage).values(sent_at=now()))
        vote("Asha", opened, "Film club")
    remind(work, opened.closes_at - timedelta(hours=1))
    assert letters("Asha") == ["Voting is open: Autumn ideas"]


def test_no_letter_names_a_project_or_says_who_voted(opened, work):
    with work():
        vote("Asha", opened, "Film club")
    remind(work, now())
    said = " ".join(db.session.scalars(sa.select(OutboxMessage.body)))
    assert not [title for title in IDEAS if title in said]
    assert not [name for name in VOTERS if name in said]

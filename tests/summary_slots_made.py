"""A body with a schedule of summaries, told a few facts, and its first slot drafted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule
from governance.services import bodies, sources, summaries
from models.places import Body
from participation.rules.facts import Fact, Section

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
FACTS = [
    Fact(Section.DECISIONS, "decision:x", "Adopted: Boat club, £420.", "Yes to the boat club: £420.", {"pence": 42000}),
    Fact(Section.OUR_PART, "deal:y", "“Mend the lights” is late.", "We are late with the lights.", not_done=True),
]  # fmt: skip


@pytest.fixture(name="told", autouse=True)
def told_fixture(monkeypatch):
    """What the subjects tell, and for which periods they were asked."""
    asked: list[tuple[datetime, datetime]] = []

    def collect(team_id, since, until):
        asked.append((since, until))
        return list(FACTS)

    monkeypatch.setattr(sources, "collect", collect)
    return asked


def committee() -> Body:
    return db.session.scalars(sa.select(Body)).one()


def schedule(cast, rhythm=Rhythm.WEEKLY, first_on=date(2026, 1, 9), **more) -> None:
    with unit_of_work(), clock.at(START):
        bodies.set_schedule(cast("Kwame"), committee(), Schedule(rhythm, first_on, time(18), **more))


def draft(moment: datetime) -> str:
    with unit_of_work(), clock.at(moment):
        return summaries.draft_due(moment)

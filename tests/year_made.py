"""Three bodies with a weekly, a monthly and a quarterly account, and what a year of them has to come to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import pairwise, takewhile

import sqlalchemy as sa

from app import clock
from app.db import db
from app.times import LONDON
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule, slots
from governance.services import bodies
from models.places import Body, Team
from models.summaries import Summary
from tests.proposals_made import actor

BEGINS = datetime(2026, 10, 1, 8, tzinfo=UTC)
ENDS = datetime(2027, 10, 1, 8, tzinfo=UTC)
# Half past one in the night is an hour the clocks skip on 28 March 2027 and repeat on 25 October 2026, both Sundays.
RHYTHMS = {
    "The weekly panel": Schedule(Rhythm.WEEKLY, date(2026, 10, 4), time(1, 30), working_days=False),
    "The monthly board": Schedule(Rhythm.MONTHLY, date(2026, 10, 31), time(18)),
    "The quarterly committee": Schedule(Rhythm.QUARTERLY, date(2026, 12, 25), time(9)),
}


def three_bodies() -> None:
    """Make them, and set when each gives its account."""
    with unit_of_work(), clock.at(BEGINS):
        team_id = db.session.scalars(sa.select(Team.id).order_by(Team.id)).first()
        for name, schedule in RHYTHMS.items():
            body = Body(name=name, team_id=team_id)
            db.session.add(body)
            db.session.flush()
            bodies.set_schedule(actor("Kwame"), body, schedule)


def wanted(until: datetime = ENDS) -> dict[str, list[tuple[str, datetime]]]:
    """Every slot of each body up to then: its name and the instant its data is cut."""
    return {name: _until(schedule, until) for name, schedule in RHYTHMS.items()}


def faults() -> list[str]:
    """How what was drafted differs from what had to be: missed, doubled, cut at another moment, gaps between."""
    db.session.rollback()
    found = []
    for name, due in wanted().items():
        made = db.session.execute(
            sa.select(Summary.slot, Summary.since, Summary.until)
            .join(Body, Body.id == Summary.body_id)
            .where(Body.name == name)
            .order_by(Summary.until, Summary.id)
        ).all()
        if [(slot, until) for slot, _, until in made] != due:
            found.append(f"{name}: {len(made)} made where {len(due)} were due")
        found += [
            f"{name}: {later[0]} does not begin where {earlier[0]} ended"
            for earlier, later in pairwise(made)
            if earlier[2] != later[1]
        ]
    return found


def off_the_hour() -> list[str]:
    """Cuts that do not fall at the hour set, on London's clocks. An hour that is skipped is the hour after it."""
    skipped = date(2027, 3, 28)
    return [
        f"{name} {slot}"
        for name, due in wanted().items()
        for slot, at in due
        if at.astimezone(LONDON).time() != RHYTHMS[name].at and at.astimezone(LONDON).date() != skipped
    ]


def _until(schedule: Schedule, until: datetime) -> list[tuple[str, datetime]]:
    return [(s.name, s.due) for s in takewhile(lambda slot: slot.due <= until, slots(schedule, BEGINS))]

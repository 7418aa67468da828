"""The demo's dates: the school terms of two years, and meetings of the committee that are to come."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.money import at_work
from app.demo.people import COMMITTEE
from app.demo.story import Moment
from app.times import local_date
from governance.rules.meetings import Planned
from governance.services import bodies, meetings
from models.people import User
from models.places import Body
from participation.rules.people import Actor
from participation.rules.working_days import day_after

# First and last day, as (month, day), of a school year that begins in September: year of September + how many.
TERMS = (
    ("Autumn {}, first half", 0, (9, 2), (10, 23)),
    ("Autumn {}, second half", 0, (11, 2), (12, 18)),
    ("Spring {}, first half", 1, (1, 4), (2, 12)),
    ("Spring {}, second half", 1, (2, 22), (3, 26)),
    ("Summer {}, first half", 1, (4, 12), (5, 28)),
    ("Summer {}, second half", 1, (6, 7), (7, 21)),
)
WEEKS_AHEAD = (3, 9)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Written down long before, and planned in the last fortnight."""
    return [
        Moment(at_work(today, 200, dice.randint(0, 60)), _terms),
        Moment(at_work(today, 13, dice.randint(0, 60)), _plan),
    ]


def _terms() -> None:
    today = local_date(now())
    first = today.year if today.month >= 9 else today.year - 1
    for september in (first, first + 1):
        for name, later, starts, ends in TERMS:
            year = september + later
            bodies.add_term(_kwame(), name.format(year), date(year, *starts), date(year, *ends))


def _plan() -> None:
    body = db.session.scalars(sa.select(Body).where(Body.name == COMMITTEE)).one()
    for weeks in WEEKS_AHEAD:
        on = day_after(local_date(now()) + timedelta(weeks=weeks), 1)
        meetings.plan(_kwame(), body, Planned(on, time(18), 90, "Quayside Library, the upstairs room"))


def _kwame() -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == "Kwame")).one())

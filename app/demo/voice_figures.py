"""The demo's counts beside its voices: how many live here, a plan for those not heard, and a service's measures."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.story import Moment
from app.times import LONDON, local_date
from models.people import User
from participation.rules.measures import Consent, Declined, Voice
from participation.rules.people import Actor
from participation.rules.reach import Dimension
from participation.services import measures, reach

# A made-up count of a made-up place, so that a visitor sees the picture.
FIGURES = {
    Dimension.AGE: {"5 or younger": 2_900, "6 to 9": 2_300, "10 to 12": 1_700, "13 to 15": 1_600, "16 or 17": 1_000},
    Dimension.AREA: {"Harbour & Quay": 3_400, "Millfield": 3_600, "Northgate Park": 2_500},
    Dimension.SEND: {"Yes": 1_600, "No": 7_900}, Dimension.CARE: {"Yes": 90, "No": 9_410},
}  # fmt: skip


def _place_figures() -> None:
    pia, today = actor("Pia"), local_date(now())
    for dimension, groups in FIGURES.items():
        for name, number in groups.items():
            reach.add_figure(pia, dimension, name, number, "Made up for this demo place", today)
    words = "Sit in at two nurseries and the library’s rhyme time, with pictures instead of words."
    reach.add_plan(pia, Dimension.AGE, "5 or younger", words, today + timedelta(days=120))


def _service_counts() -> None:
    """One made-up service in each age of school; the shares stand near those of the study the page names."""
    since = local_date(now()) - timedelta(days=91)
    consent = Consent(64, 37, 21, 6, {Declined.TRUST: 9, Declined.WAITS: 12})
    given = measures.Given("Family help, south", since, local_date(now()), consent, Voice(30, 12, 40, 33),
                           "Made up for this demo place")  # fmt: skip
    measures.add(actor("Carol"), given)


def _show_heard() -> None:
    reach.publish_due(now())


def story(today: datetime) -> list[Moment]:
    """The moments of the counts."""
    return [
        Moment(days_before(today, 30, 9), _place_figures),
        Moment(days_before(today, 20, 9), _service_counts),
        Moment(days_before(today, 1, 3), _show_heard),
    ]


def actor(name: str) -> Actor:
    """Somebody of the cast."""
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())


def days_before(today: datetime, days_ago: int, hour: int) -> datetime:
    """A time of day in London, so many days before today."""
    on = local_date(today) - timedelta(days=days_ago)
    return datetime.combine(on, time(hour), tzinfo=LONDON)

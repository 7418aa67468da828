"""The demo's accounts: a quarterly schedule, two published summaries, a monthly one that waits for approval."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import COMMITTEE
from app.demo.story import Moment
from app.times import LONDON, local_date
from governance.rules.schedules import Rhythm, Schedule, next_slots
from governance.services import audit, bodies, summaries
from models.people import User
from models.places import Body
from models.summaries import Summary
from participation.rules.people import Actor
from participation.rules.working_days import day_after

SIX = time(18)
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
# Days ago, who was there, apologies. The summer one could not decide anything, and its summary says so.
MEETINGS: tuple[tuple[int, tuple[str, ...], int], ...] = (
    (222, ("Grace", "Cllr Idris", "Mei", "Asha"), 1),
    (176, ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"), 0),
    (118, ("Grace", "Asha"), 2),
    (83, ("Grace", "Cllr Idris", "Mei", "Tomos"), 1),
    (27, ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"), 0),
)
SPRING = (
    "This is the committee’s first account of this kind. Thank you to everybody who told us how it is to grow up here.",
    "This is the first time we tell you everything in one place. Thank you to everyone who told us things.",
)
SUMMER = (
    "Over the summer we listened more than we met. Where we fell behind with our own promises, it says so first.",
    "In the summer we listened a lot. Where we did not keep a promise, we say it first.",
)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """The committee's schedule and what came of it, all by the same function the scheduler calls."""
    quarterly = Schedule(Rhythm.QUARTERLY, local_date(today - timedelta(days=155)), SIX)
    monthly = Schedule(Rhythm.MONTHLY, local_date(today - timedelta(days=5)), SIX)
    spring, summer = next_slots(quarterly, today - timedelta(days=250), 2)
    autumn = next_slots(monthly, today - timedelta(days=50))[0]
    return [
        Moment(today - timedelta(days=250), lambda: _set(quarterly)),
        *(_met(today, *meeting) for meeting in MEETINGS),
        *_account(spring.due, SPRING, "Carol"),
        *_account(summer.due, SUMMER, "Noor", "Say which park the lights are in; people will ask."),
        Moment(today - timedelta(days=50), lambda: _set(monthly)),
        Moment(autumn.due + A_MINUTE, _draft),
        Moment(autumn.due + A_DAY, lambda: summaries.send(_who("Kwame"), _newest())),
        Moment(today - timedelta(days=9), _verify),
    ]


def _account(due: datetime, words: tuple[str, str], approver: str, remark: str = "") -> list[Moment]:
    """Drafted when due, introduced and sent the next working day, approved and published within the week."""

    def later(days: int, hour: int) -> datetime:
        return datetime.combine(day_after(local_date(due), days), time(hour, 20), tzinfo=LONDON)

    moments = [
        Moment(due + A_MINUTE, _draft),
        Moment(later(1, 9), lambda: summaries.introduce(_who("Kwame"), _newest(), *words)),
        Moment(later(1, 10), lambda: summaries.send(_who("Kwame"), _newest())),
        Moment(later(4, 11), lambda: summaries.approve(_who(approver), _newest())),
        Moment(later(5, 10), lambda: summaries.publish(_who("Kwame"), _newest())),
    ]
    if remark:
        moments += [
            Moment(later(2, 16), lambda: summaries.send_back(_who(approver), _newest(), remark)),
            Moment(later(3, 9), lambda: summaries.send(_who("Kwame"), _newest())),
        ]
    return moments


def _met(today: datetime, days: int, there: tuple[str, ...], apologies: int) -> Moment:
    """Held on a working evening, and written down the same night."""
    on = day_after(local_date(today - timedelta(days=days + 1)), 1)
    return Moment(datetime.combine(on, time(21), tzinfo=LONDON), _write_down(there, apologies))


def _write_down(there: tuple[str, ...], apologies: int) -> Callable[[], None]:
    def do() -> None:
        body = _committee()
        present = [m.public_id for m in bodies.members_of([body])[body.id] if m.name in there]
        bodies.record_meeting(_who("Kwame"), body, local_date(now()), present, apologies)

    return do


def _set(schedule: Schedule) -> None:
    bodies.set_schedule(_who("Kwame"), _committee(), schedule)


def _draft() -> None:
    summaries.draft_due(now())


def _verify() -> None:
    audit.verify(_who("Olu"))


def _newest() -> Summary:
    return db.session.scalars(sa.select(Summary).order_by(Summary.until.desc()).limit(1)).one()


def _committee() -> Body:
    return db.session.scalars(sa.select(Body).where(Body.name == COMMITTEE)).one()


def _who(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())

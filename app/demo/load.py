"""Load the demo place: every subject's moments, lived through in order, in one unit of work."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.demo import people
from app.demo.story import Moment
from app.unit_of_work import unit_of_work
from models.jobs import JobRun, OutboxMessage
from models.people import User

SEED = 20_261_122
STORY_LENGTH = timedelta(days=260)
# A subject whose moments fall at the same instant as another's comes in this order.
SUBJECTS = (
    "pot_rules",
    "money",
    "proposals",
    "rounds",
    "together",
    "panel",
    "key_decisions",
    "dates",
    "decisions",
    "deals",
    "voice",
    "listened",
    "consents",
    "small_sums",
    "virtual_budgets",
    "books",
    "summaries",
)
BATCH = 200
MAKING = ("make the demo place", "once")  # its row among the job runs: without an end, it was broken off


class NotEmpty(RuntimeError):
    """The demo is only ever loaded into an empty database: it must never mix with a real council's records."""


class HalfMade(NotEmpty):
    """An earlier start was broken off while the demo place was being made: what is there is not the whole story."""


def is_empty() -> bool:
    """Whether nobody is known here yet."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 0


def load_if_empty(say: Callable[[str], None] = lambda text: None) -> bool:
    """Load the demo when the database is empty; returns whether it did. Raises HalfMade after one broken off."""
    begun = db.session.get(JobRun, MAKING)
    if begun is not None and begun.finished_at is None:
        raise HalfMade(
            "an earlier start was broken off while the demo place was being made. Delete the database and start again"
        )
    if not is_empty():
        return False
    load(say)
    return True


def load(say: Callable[[str], None] = lambda text: None) -> None:
    """Load the demo; raises NotEmpty when somebody is known here already."""
    if not is_empty():
        raise NotEmpty("There are people in this database already. The demo goes only into an empty one.")
    say("Making the demo place, this first time only. It takes about half a minute.")
    today = now()
    moments = _story(today)
    with unit_of_work(), clock.at(today - STORY_LENGTH):
        db.session.add(JobRun(name=MAKING[0], slot=MAKING[1], started_at=today))
        people.add_places()
        people.add_cast(more=(people.DUTY,))
    for start in range(0, len(moments), BATCH):
        with unit_of_work():
            for moment in moments[start : start + BATCH]:
                with clock.at(moment.at):
                    moment.do()
        say(f"  {min(start + BATCH, len(moments))} of {len(moments)} moments")
    with unit_of_work():
        _read_what_is_old(today)
        db.session.get_one(JobRun, MAKING).finished_at = now()


def _read_what_is_old(today: datetime) -> None:
    """People have read their notices of more than a week ago, a day after each came."""
    old = OutboxMessage.created_at < today - timedelta(days=7)
    for letter in db.session.scalars(sa.select(OutboxMessage).where(old, OutboxMessage.read_at.is_(None))):
        letter.read_at = letter.created_at + timedelta(days=1)


def _story(today: datetime) -> list[Moment]:
    moments: list[Moment] = []
    for subject in SUBJECTS:
        try:
            module = import_module(f"app.demo.{subject}")
        except ModuleNotFoundError as missing:
            if missing.name != f"app.demo.{subject}":
                raise
            continue
        moments += module.story(random.Random(f"{SEED}-{subject}"), today)  # noqa: S311 - a story, not a secret
    return sorted((m for m in moments if m.at <= today), key=lambda moment: moment.at)

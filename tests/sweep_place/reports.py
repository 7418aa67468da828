"""Summaries at every stage, of two bodies."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.demo.people import SOUTH
from app.times import local_date
from app.unit_of_work import unit_of_work
from governance.rules.meetings import Planned
from governance.rules.schedules import Rhythm, Schedule
from governance.rules.summaries import SignView, SummaryState
from governance.rules.tasks import NewTask
from governance.services import bodies, bodies_seats, body_tasks, meetings, summaries, summaries_signing
from governance.services.summaries_digest import digest_of
from models.places import Team
from models.summaries import Summary
from models.triage import TriageItem
from participation.rules.people import SeatKind
from participation.services import (
    elections,
)
from tests import (
    summaries_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def make_summaries(ids: Ids) -> None:
    """One published, one drafted three months on (today, by the clock, it may be approved)."""
    ids["published"] = summaries_made.published(actor).public_id
    ids["body"] = summaries_made.committee().public_id
    later = summaries_made.DUE + timedelta(days=92)
    with unit_of_work(), clock.at(later):
        summaries.draft_due(later)
    draft = db.session.scalars(sa.select(Summary).order_by(Summary.id.desc()).limit(1)).one()
    assert draft.public_id != ids["published"], "the second summary was not drafted"
    ids["summary"] = draft.public_id
    with clock.at(later):
        summaries_made.brought_to(actor, draft, SummaryState.DRAFTED)
    _on_their_way(ids, later)


def _on_their_way(ids: Ids, later: datetime) -> None:
    """A second body's summaries of one week each: with young advisors, to be presented, to be minuted."""
    kwame, s = actor("Kwame"), SummaryState
    with unit_of_work(), clock.at(later):
        team = db.session.scalars(sa.select(Team).where(Team.name == SOUTH)).one()
        body = bodies.add_body(kwame, "Harbour Partnership", team, 1)
        bodies.set_schedule(kwame, body, Schedule(Rhythm.WEEKLY, local_date(later) + timedelta(days=1)))
    cut = later + timedelta(days=20)
    with unit_of_work(), clock.at(cut):
        summaries.draft_due(cut)
        there = [member.public_id for member in bodies.members_of([body])[body.id]]
        meeting = bodies.record_meeting(kwame, body, local_date(cut), there, 0)
        ids["meeting_after"] = meeting.public_id
    made = list(db.session.scalars(sa.select(Summary).where(Summary.body_id == body.id).order_by(Summary.id)))
    for one, state in zip(made, (s.ADVISORS_EDIT, s.APPROVED, s.PRESENTED), strict=True):
        with clock.at(cut):
            summaries_made.brought_to(actor, one, state)
    ids["to_sign"], ids["to_present"], ids["to_minute"] = (one.public_id for one in made)
    ids["to_sign_words"] = digest_of(made[0])
    with unit_of_work(), clock.at(cut):
        said = summaries_signing.sign(actor("Asha"), made[0], SignView.CHANGE, "Say which lights.")
        item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == said.public_id)).one()
        item.decided_at = item.released_at = now()
        item.released_version = 1
        ids["sign_off"] = said.public_id
        new = NewTask(
            "Mend the lights.", "Mend the lights.", "Head of parks", local_date(cut) + timedelta(days=30)
        )
        ids["owed"] = body_tasks.add(kwame, made[2], new).public_id
    with unit_of_work():
        planned = Planned(local_date(now()) + timedelta(days=30), time(18), 90, "The hall")
        ids["to_come"] = meetings.plan(kwame, summaries_made.committee(), planned).public_id
    with unit_of_work():
        bodies_seats.give(kwame, summaries_made.committee(), "rhona@alderbrook.example", SeatKind.OFFICER)
    with unit_of_work():  # far away, so that it holds nothing
        days = local_date(now()) + timedelta(days=700), local_date(now()) + timedelta(days=740)
        ids["election"] = elections.add(kwame, "Local elections", None, *days).public_id

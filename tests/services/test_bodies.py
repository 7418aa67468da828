"""Bodies: their members, their schedule, the meetings they held."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from governance.rules.schedules import Rhythm, Schedule
from governance.services import bodies, bodies_facts
from models.bodies import BodySchedule
from models.places import Body
from participation.rules.people import SeatKind
from participation.rules.refusals import NotFound, Refusal

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def committee(app) -> Body:
    return db.session.scalars(sa.select(Body)).one()


def members(body: Body) -> list[bodies.Member]:
    return bodies.members_of([body])[body.id]


def meet(cast, body, *names, held_on=date(2026, 11, 23), apologies=0):
    present = [m.public_id for m in members(body) if m.name in names]
    return bodies.record_meeting(cast("Kwame"), body, held_on, present, apologies)


def test_a_body_has_its_teams_seats_the_chair_first(committee):
    found = members(committee)
    assert [m.name for m in found] == ["Grace", "Cllr Idris", "Mei", "Asha", "Tomos"]
    assert [m.is_child for m in found] == [False, False, False, True, True]
    assert found[1].seat is SeatKind.ELECTED


def test_a_body_nobody_sits_on_cannot_have_a_schedule(app, cast, work):
    with pytest.raises(Refusal, match="no members yet"), work():
        body = Body(name="Nobody’s board")
        db.session.add(body)
        db.session.flush()
        bodies.set_schedule(cast("Kwame"), body, Schedule(Rhythm.WEEKLY, date(2030, 1, 1)))
    assert db.session.scalar(sa.select(BodySchedule)) is None


def test_there_is_one_schedule_a_body_and_the_newest_counts(committee, cast, work):
    with clock.at(NOON):
        for rhythm in (Rhythm.WEEKLY, Rhythm.MONTHLY):
            with work():
                bodies.set_schedule(cast("Kwame"), committee, Schedule(rhythm, date(2026, 12, 1), time(18)))
        kept = bodies.schedule_of(committee)
        assert kept.rhythm is Rhythm.MONTHLY
        assert bodies.next_due(kept).name == "2026-12-01"


def test_a_meeting_is_written_down_once_with_who_was_there(committee, cast, work):
    with clock.at(NOON), work():
        meeting = meet(cast, committee, "Grace", "Cllr Idris", "Mei", "Asha", apologies=1)
    told = bodies_facts.meeting_facts(committee, NOON - timedelta(days=3), NOON + timedelta(minutes=1))
    assert len(told) == 1
    assert told[0].officer == (
        "To the meeting on Monday 23 November 2026, 4 members came: 1 councillor, 2 people from community groups "
        "and 1 young advisor. It needed 3, so it could decide. 1 sent apologies."
    )
    assert bodies_facts.meeting_facts(committee, NOON + timedelta(minutes=1), NOON + timedelta(days=9)) == []
    assert bodies.meetings_of(committee) == [meeting]
    with clock.at(NOON), pytest.raises(Refusal, match="written down already"), work():
        meet(cast, committee, "Grace")


def test_a_meeting_without_quorum_says_so_to_both_readers(committee, cast, work):
    with clock.at(NOON), work():
        meet(cast, committee, "Grace")
    fact = bodies_facts.meeting_facts(committee, NOON, NOON + timedelta(minutes=1))[0]
    assert fact.not_done
    assert "so it could not decide" in fact.officer
    assert "not enough to decide anything" in fact.child


def test_meetings_that_cannot_have_been_are_refused(committee, cast, work):
    with clock.at(NOON):
        for values, reason in (
            ({"held_on": date(2026, 11, 25)}, "has not come yet"),
            ({"apologies": 5}, "cannot both be right"),
            ({"apologies": -1}, "cannot both be right"),
        ):
            with pytest.raises(Refusal, match=reason), work():
                meet(cast, committee, "Grace", **values)


def test_an_unknown_body_is_not_found(app):
    with pytest.raises(NotFound):
        bodies.get_body("nothing")

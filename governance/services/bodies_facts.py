"""What a body itself has to account for: the meetings it held, and when it will speak next."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.times import day, local_date
from governance.rules.bodies import present_words
from governance.rules.schedules import Slot
from models.bodies import BodyMeeting
from models.places import Body
from participation.rules.facts import Brief, Fact, Section
from participation.rules.people import SeatKind


def meeting_facts(body: Body, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each meeting written down in [since, until), so that each is told once. Two queries."""
    query = (
        sa.select(BodyMeeting)
        .where(
            BodyMeeting.body_id == body.id, BodyMeeting.recorded_at >= since, BodyMeeting.recorded_at < until
        )
        .order_by(BodyMeeting.held_on)
        .options(selectinload(BodyMeeting.attendance), joinedload(BodyMeeting.body))
    )
    return [_meeting(meeting, since) for meeting in db.session.scalars(query)]


def next_fact(body: Body, slot: Slot | None) -> Fact:
    """When this body will give its account again."""
    if slot is None:
        return Fact(
            Section.NEXT, f"schedule:{body.public_id}", "No further summary is scheduled.",
            "We have not set the next date yet.", not_done=False,
        )  # fmt: skip
    when = day(slot.due)
    return Fact(
        Section.NEXT, f"schedule:{body.public_id}", f"The next summary of {body.name} is due on {when}.",
        f"We will tell you more on {when}.",
    )  # fmt: skip


def _meeting(meeting: BodyMeeting, since: datetime) -> Fact:
    present, when = len(meeting.attendance), day(meeting.held_on)
    enough = present >= meeting.quorum
    seats = Counter(attended.seat for attended in meeting.attendance)
    who = present_words(seats)
    among = f": {who}" if who else ""
    came = f"{present} {'member' if present == 1 else 'members'}" if present else "nobody"
    needed = f"It needed {meeting.quorum}, so it {'could' if enough else 'could not'} decide."
    sorry = f" {meeting.apologies} sent apologies." if meeting.apologies else ""
    child = f"On {when}, {came} came{among}."
    of_young = seats.get(SeatKind.YOUNG, 0)
    young = f" ({of_young} young advisor{'s' * (of_young > 1)})" if of_young else ""
    item = f"{when}: {came}{young}"
    if meeting.held_on < local_date(since):
        sorry += " Carried over: it was held before the last summary and written down after it."
    figures = {"present": present, "quorum": meeting.quorum, "apologies": meeting.apologies}
    return Fact(
        Section.THERE,
        f"meeting:{meeting.public_id}",
        f"To the meeting on {when}, {came} came{among}. {needed}{sorry}",
        child if enough else f"{child} That was not enough to decide anything.",
        figures,
        not_done=not enough,
        path=f"/bodies/{meeting.body.public_id}",
        brief=Brief(
            "Who came to our meetings:" if enough else "Not enough members came to decide anything:", item
        ),
    )

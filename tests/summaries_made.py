"""Summaries for tests: a committee with a schedule, and facts of every kind as the subjects would tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from app import clock
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule
from governance.services import bodies, summaries
from models.places import Body
from models.summaries import Summary
from participation.rules.facts import Fact, Section
from participation.rules.people import Actor

S = Section
DUE = datetime(2026, 9, 21, 17, tzinfo=UTC)  # six in the evening, British Summer Time
FACTS = [
    Fact(
        S.HEARD,
        "heard:1",
        "41 people were heard: 23 children and 18 adults. Nobody from Northgate Park was.",
        "We heard from 41 people: 23 children and 18 grown-ups. We heard from nobody in Northgate Park.",
        {"people": 41},
    ),
    Fact(
        S.THEMES,
        "theme:1",
        "The last bus: 12 people, most of them worried.",
        "12 people told us the last bus goes too early.",
        {"people": 12},
    ),
    Fact(
        S.SAFEGUARDING,
        "safe:1",
        "9 worries went to the safeguarding lead, all within one working day. Fewer than five were referred.",
        "9 worries went to the people whose job is to keep you safe, all within one working day.",
        {"raised": 9, "referred": None},
    ),
    Fact(
        S.DECISIONS,
        "decision:1",
        "Adopted by Noor: Quayside boats, £4,200. The young advisors supported it.",
        "Yes to Quayside boats: £4,200. The young advisors said yes too.",
        {"awarded_pence": 420_000},
    ),
    Fact(
        S.DECISIONS,
        "decision:2",
        "Rejected by Noor: Winter lights, £1,000, because the path is private land.",
        "No to Winter lights (£1,000), because the path is not ours to light.",
        {"asked_pence": 100_000},
        not_done=True,
    ),
    Fact(
        S.MONEY,
        "pot:1",
        "Of £30,000.00 in the Wellbeing pot, £12,345.67 is paid.",
        "We had £30,000. We have paid £12,345.67.",
        {"in_pence": 3_000_000, "paid_pence": 1_234_567},
    ),
    Fact(
        S.OUR_PART,
        "deal-ours:1",
        "“Mend the lights on the quay path” was due by Sunday 13 September 2026 and is late.",
        "We said we would mend the lights on the quay path. We are late.",
        not_done=True,
    ),
    Fact(
        S.OUR_PART,
        "deal-ours:2",
        "“Answer within a month” – kept.",
        "We said we would answer within a month. We did.",
    ),
    Fact(
        S.YOUR_PART,
        "deal-yours:1",
        "“Tell us which lights are out” – kept.",
        "You told us which lights are out. Thank you.",
    ),
    Fact(
        S.ANSWERS,
        "answer:1",
        "Rhona owes 1 answer, 4 days late.",
        "We still owe you 1 answer.",
        {"late": 1},
        not_done=True,
    ),
]


def committee() -> Body:
    """The one body of the cast's place."""
    return db.session.scalars(sa.select(Body)).one()


def drafted(cast: Callable[[str], Actor]) -> Summary:
    """The summary of 21 June to 21 September 2026, just drafted."""
    with unit_of_work(), clock.at(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        quarterly = Schedule(Rhythm.QUARTERLY, date(2026, 9, 21), time(18))
        bodies.set_schedule(cast("Kwame"), committee(), quarterly)
    with unit_of_work(), clock.at(datetime(2026, 9, 7, 20, tzinfo=UTC)):
        body = committee()
        there = [m.public_id for m in bodies.members_of([body])[body.id] if m.name != "Mei"]
        bodies.record_meeting(cast("Kwame"), body, date(2026, 9, 7), there, 1)
    with unit_of_work(), clock.at(DUE):
        summaries.draft_due(DUE)
    return db.session.scalars(sa.select(Summary)).one()


def published(cast: Callable[[str], Actor]) -> Summary:
    """The same, introduced, approved by Carol and published a week later."""
    summary = drafted(cast)
    steps: tuple[tuple[int, Callable[[], None]], ...] = (
        (
            22,
            lambda: summaries.introduce(
                cast("Kwame"), summary, "Over the summer we listened.", "We listened a lot."
            ),
        ),
        (22, lambda: summaries.send(cast("Kwame"), summary)),
        (25, lambda: summaries.approve(cast("Carol"), summary)),
        (28, lambda: summaries.publish(cast("Kwame"), summary)),
    )
    for day, step in steps:
        with unit_of_work(), clock.at(datetime(2026, 9, day, 9, tzinfo=UTC)):
            step()
    return summary

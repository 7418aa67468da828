"""Summaries for tests: a committee with a schedule, and facts of every kind as the subjects would tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from app import clock
from app.db import db
from app.demo.people import COMMITTEE
from app.times import local_date
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule
from governance.rules.summaries import EQUALITY, SignView, SummaryState
from governance.services import bodies, summaries
from governance.services import summaries_life as life
from governance.services import summaries_signing as signing
from models.bodies import BodyMeeting
from models.places import Body
from models.summaries import Summary
from participation.rules.facts import Fact, Section
from participation.rules.people import Actor
from tests.built_once import built_once

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
    return db.session.scalars(sa.select(Body).where(Body.name == COMMITTEE)).one()


@built_once
def drafted(cast: Callable[[str], Actor]) -> Summary:
    """The summary of 21 June to 21 September 2026, cut and taken up by the clerk, with the note on fairness."""
    summary = just_cut(cast)
    with clock.at(DUE):
        return brought_to(cast, summary, SummaryState.DRAFTED)


@built_once
def just_cut(cast: Callable[[str], Actor]) -> Summary:
    """The same, as the scheduler leaves it."""
    with unit_of_work(), clock.at(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        quarterly = Schedule(Rhythm.QUARTERLY, date(2026, 9, 21), time(18))
        bodies.set_schedule(cast("Kwame"), committee(), quarterly)
    with unit_of_work(), clock.at(datetime(2026, 9, 7, 20, tzinfo=UTC)):
        write_down_meeting(cast, date(2026, 9, 7))
    with unit_of_work(), clock.at(DUE):
        summaries.draft_due(DUE)
    return db.session.scalars(sa.select(Summary)).one()


def write_down_meeting(cast: Callable[[str], Actor], held_on: date, *, without: str = "Mei") -> BodyMeeting:
    """A meeting of the committee that everybody but one came to."""
    body = committee()
    there = [m.public_id for m in bodies.members_of([body])[body.id] if m.name != without]
    return bodies.record_meeting(cast("Kwame"), body, held_on, there, 1)


def steps_of(cast: Callable[[str], Actor], summary: Summary) -> dict[SummaryState, Callable[[], object]]:
    """What takes it into each state from the one before, done by those who would."""
    kwame, s = cast("Kwame"), SummaryState

    def noted() -> None:
        life.take_up(kwame, summary)
        summaries.introduce(kwame, summary, "Over the summer we listened.", "We listened a lot.")
        summaries.note(
            kwame,
            summary,
            EQUALITY,
            "Northgate Park missed out, so we go there next.",
            "Next we go to Northgate Park.",
        )

    def signed() -> None:
        for name in ("Asha", "Tomos"):
            signing.sign(cast(name), summary, SignView.HAPPY)
        life.send_on(kwame, summary)

    def presented() -> None:
        held = local_date(clock.now())
        met = db.session.scalar(sa.select(BodyMeeting).where(BodyMeeting.held_on == held))
        life.present(kwame, summary, met or write_down_meeting(cast, held))

    return {
        s.DRAFTED: noted,
        s.DISCLOSURE_CHECK: lambda: life.send(kwame, summary),
        s.ADVISORS_EDIT: lambda: life.pass_check(cast("Pia"), summary),
        s.AWAITING_APPROVAL: signed,
        s.APPROVED: lambda: life.approve(cast("Carol"), summary),
        s.PRESENTED: presented,
        s.MINUTED: lambda: life.minute(kwame, summary, "Minute 14"),
        s.PUBLISHED: lambda: life.publish(kwame, summary),
        s.RESPONSES_TRACKED: lambda: life.track(kwame, summary),
        s.ARCHIVED: lambda: life.archive(kwame, summary),
    }


LINE = [state for state in SummaryState if state is not SummaryState.SCHEDULED]


def brought_to(cast: Callable[[str], Actor], summary: Summary, state: SummaryState) -> Summary:
    """The summary taken on, step by step, from where it is to this state; at the present moment."""
    for one in LINE[LINE.index(summary.state) + 1 : LINE.index(state) + 1]:
        with unit_of_work():
            steps_of(cast, summary)[one]()
    return summary


@built_once
def published(cast: Callable[[str], Actor]) -> Summary:
    """The same, introduced, checked, signed off, approved by Carol, minuted and published a week later."""
    summary = drafted(cast)
    for day, state in (
        (22, SummaryState.ADVISORS_EDIT),
        (25, SummaryState.APPROVED),
        (28, SummaryState.PUBLISHED),
    ):
        with clock.at(datetime(2026, 9, day, 9, tzinfo=UTC)):
            brought_to(cast, summary, state)
    return summary

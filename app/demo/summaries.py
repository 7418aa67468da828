"""The demo's accounts: a quarterly one archived, one whose answers are tracked, a monthly one that waits for approval;
and a young advisors' forum whose weekly accounts stand one at each step of the way.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import COMMITTEE, PANEL
from app.demo.story import Moment
from app.demo.summaries_words import ASKED, FAIR, FAIR_EVERY_WEEK, HALL, LIGHTS, MEETINGS, SPRING, SUMMER
from app.times import LONDON, local_date
from governance.rules.schedules import Rhythm, Schedule, next_slots
from governance.rules.summaries import EQUALITY, RECOMMENDATIONS, SignView, SummaryState
from governance.rules.tasks import NewTask
from governance.services import audit, bodies, body_tasks, summaries
from governance.services import summaries_life as life
from governance.services import summaries_signing as signing
from models.bodies import BodyMeeting
from models.people import User
from models.places import Body, Team
from models.summaries import BodyTask, Summary
from participation.rules.people import Actor
from participation.rules.responses import AnswerKind, Draft
from participation.rules.working_days import day_after

S = SummaryState
FORUM = "Young Advisors’ Forum"
SIX = time(18)
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """The committee's schedule and what came of it, all by the same functions the scheduler and the pages call."""
    quarterly = Schedule(Rhythm.QUARTERLY, local_date(today - timedelta(days=155)), SIX)
    monthly = Schedule(Rhythm.MONTHLY, local_date(today - timedelta(days=5)), SIX)
    spring, summer = next_slots(quarterly, today - timedelta(days=250), 2)
    autumn = next_slots(monthly, today - timedelta(days=50))[0]
    presented = [_evening(today - timedelta(days=days + 1)) + 2 * A_MINUTE for days in (147, 54)]
    return [
        Moment(today - timedelta(days=250), lambda: _set(COMMITTEE, quarterly)),
        *(_met(today, *meeting) for meeting in MEETINGS),
        *_account(spring.due, SPRING, "Carol"),
        Moment(presented[0], lambda: _out(HALL, "Minute 9")),
        Moment(presented[0] + timedelta(days=40), _hall_is_open),
        Moment(presented[0] + timedelta(days=41), lambda: life.archive(_who("Kwame"), _newest())),
        *_account(summer.due, SUMMER, "Noor", "Say which park the lights are in; people will ask."),
        Moment(presented[1], lambda: _out(LIGHTS, "Minute 21")),
        Moment(today - timedelta(days=50), lambda: _set(COMMITTEE, monthly)),
        Moment(autumn.due + A_MINUTE, _draft),
        Moment(autumn.due + A_DAY, lambda: _to(_newest(), S.AWAITING_APPROVAL)),
        *_forum(today),
        Moment(today - timedelta(hours=2), _verify),
    ]


def _account(due: datetime, words: tuple[str, str], approver: str, remark: str = "") -> list[Moment]:
    """Drafted when due, introduced and sent the next working day, checked, signed off and approved in the week."""

    def later(days: int, hour: int) -> datetime:
        return datetime.combine(day_after(local_date(due), days), time(hour, 20), tzinfo=LONDON)

    def introduced() -> None:
        _to(_newest(), S.DRAFTED)
        summaries.introduce(_who("Kwame"), _newest(), *words)

    moments = [
        Moment(due + A_MINUTE, _draft),
        Moment(later(1, 9), introduced),
        Moment(later(1, 10), lambda: life.send(_who("Kwame"), _newest())),
        Moment(later(3, 10), lambda: _to(_newest(), S.AWAITING_APPROVAL)),
        Moment(later(4, 11), lambda: life.approve(_who(approver), _newest())),
    ]
    if remark:
        moments += [
            Moment(later(2, 16), lambda: life.send_back(_who(approver), _newest(), remark)),
            Moment(later(3, 9), lambda: life.send(_who("Kwame"), _newest())),
        ]
    return moments


def _out(owed: tuple[str, str], minute: str) -> None:
    """Presented the evening the committee met, with what it owes; minuted, published and tracked."""
    kwame, summary = _who("Kwame"), _newest()
    life.present(kwame, summary, _meeting_today(summary.body))
    due = day_after(local_date(now()), 30)
    body_tasks.add(kwame, summary, NewTask(*owed, "Head of parks and leisure", due, _who("Rhona").user_id))
    life.minute(kwame, summary, minute)
    life.publish(kwame, summary)
    life.track(kwame, summary)


def _hall_is_open() -> None:
    task = db.session.scalars(sa.select(BodyTask).order_by(BodyTask.id).limit(1)).one()
    words = "The hall is open on Fridays until nine, with a youth worker."
    body_tasks.answer(
        _who("Rhona"),
        task,
        Draft(AnswerKind.WE_DID, words, words, "The hall’s door says so, and so does its web page."),
    )


def _forum(today: datetime) -> list[Moment]:
    """Nine weeks of a weekly forum: the newest is only cut, each one before it stands a step further on."""
    first = local_date(today - timedelta(days=63))
    weekly = Schedule(Rhythm.WEEKLY, first, time(17), working_days=False)
    ways = [S.PUBLISHED, S.MINUTED, S.PRESENTED, S.APPROVED, S.AWAITING_APPROVAL, S.ADVISORS_EDIT, S.DISCLOSURE_CHECK,
            S.DRAFTED, S.CUT]  # fmt: skip
    moments = [Moment(today - timedelta(days=64), lambda: _begin(weekly))]
    for week, state in enumerate(ways):
        cut = datetime.combine(first + timedelta(weeks=week), time(17, 1), tzinfo=LONDON)
        moments.append(Moment(cut, _draft))
        moments.append(Moment(cut + timedelta(hours=2, minutes=59), partial(_as_far_as, state)))
    return moments


def _begin(weekly: Schedule) -> None:
    team = db.session.scalars(sa.select(Team).where(Team.name == PANEL)).one()
    bodies.add_body(_who("Kwame"), FORUM, team, 2)
    _set(FORUM, weekly)


def _as_far_as(state: SummaryState) -> None:
    body = _body(FORUM)
    summary = db.session.scalars(
        sa.select(Summary).where(Summary.body_id == body.id).order_by(Summary.until.desc()).limit(1)
    ).one()
    present = [member.public_id for member in bodies.members_of([body])[body.id]]
    began = time(20) if list(S).index(state) >= list(S).index(S.PRESENTED) else time(18, 30)
    bodies.record_meeting(
        _who("Kwame"), body, local_date(now()), present, 0, at=began, place="Quay Primary library"
    )
    _to(summary, state)


def _to(summary: Summary, state: SummaryState) -> None:
    """Take a summary on, step by step, by those who would."""
    kwame = _who("Kwame")
    steps: dict[SummaryState, Callable[[], object]] = {
        S.DRAFTED: lambda: _taken_up(summary),
        S.DISCLOSURE_CHECK: lambda: life.send(kwame, summary),
        S.ADVISORS_EDIT: lambda: life.pass_check(_who("Pia"), summary),
        S.AWAITING_APPROVAL: lambda: _signed(summary),
        S.APPROVED: lambda: life.approve(_who("Carol"), summary),
        S.PRESENTED: lambda: life.present(kwame, summary, _meeting_today(summary.body)),
        S.MINUTED: lambda: life.minute(kwame, summary, "Note of the day"),
        S.PUBLISHED: lambda: life.publish(kwame, summary),
    }
    line = list(S)
    for one, do in steps.items():
        if line.index(summary.state) < line.index(one) <= line.index(state):
            do()


def _taken_up(summary: Summary) -> None:
    kwame = _who("Kwame")
    life.take_up(kwame, summary)
    summaries.note(kwame, summary, EQUALITY, *(FAIR if summary.body.name == COMMITTEE else FAIR_EVERY_WEEK))
    if summary.body.name == COMMITTEE:
        summaries.note(kwame, summary, RECOMMENDATIONS, *ASKED)


def _signed(summary: Summary) -> None:
    signing.sign(_who("Asha"), summary, SignView.HAPPY)
    signing.sign(_who("Tomos"), summary, SignView.HAPPY, with_supporter=True)
    life.send_on(_who("Kwame"), summary)


def _evening(moment: datetime) -> datetime:
    """Nine in the evening of the next working day."""
    return datetime.combine(day_after(local_date(moment), 1), time(21), tzinfo=LONDON)


def _met(today: datetime, days: int, there: tuple[str, ...], apologies: int) -> Moment:
    """Held on a working evening, and written down the same night."""
    return Moment(_evening(today - timedelta(days=days + 1)), _write_down(there, apologies))


def _write_down(there: tuple[str, ...], apologies: int) -> Callable[[], None]:
    def do() -> None:
        body = _body(COMMITTEE)
        present = [m.public_id for m in bodies.members_of([body])[body.id] if m.name in there]
        bodies.record_meeting(
            _who("Kwame"),
            body,
            local_date(now()),
            present,
            apologies,
            at=SIX,
            place="Town hall, committee room",
        )

    return do


def _meeting_today(body: Body) -> BodyMeeting:
    today: date = local_date(now())
    return next(meeting for meeting in bodies.meetings_after(body, today))


def _set(name: str, schedule: Schedule) -> None:
    bodies.set_schedule(_who("Kwame"), _body(name), schedule)


def _draft() -> None:
    summaries.draft_due(now())


def _verify() -> None:
    audit.verify(_who("Olu"))


def _newest() -> Summary:
    """The committee's newest."""
    mine = sa.select(Summary).where(Summary.body_id == _body(COMMITTEE).id)
    return db.session.scalars(mine.order_by(Summary.until.desc()).limit(1)).one()


def _body(name: str) -> Body:
    return db.session.scalars(sa.select(Body).where(Body.name == name)).one()


def _who(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())

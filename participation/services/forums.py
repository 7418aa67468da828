"""Forums: when they meet, what is on the agenda, what was said, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.bodies import SchoolTerm
from models.forums import Forum, ForumOff, ForumThere, ForumWords
from models.people import User
from models.places import Team
from participation.rules import forums as rules
from participation.rules.forums import Meeting, Plan, Term
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, panels

AHEAD = timedelta(days=70)


@dataclass(frozen=True)
class Said:
    """An agenda item or a note that was let through."""

    words: str
    by: User


@dataclass(frozen=True)
class Day:
    """One day of a forum as its panel sees it."""

    forum: Forum
    meeting: Meeting
    agenda: tuple[Said, ...]
    notes: tuple[Said, ...]
    there: tuple[User, ...]
    being_read: int


def of_panel(team: Team) -> list[Forum]:
    """The panel's forums that go on, by name."""
    query = (
        sa.select(Forum)
        .where(Forum.team_id == team.id, Forum.ended_on.is_(None))
        .order_by(Forum.name, Forum.id)
    )
    return list(db.session.scalars(query))


def get_for(actor: Actor, public_id: str) -> Forum:
    """A forum of a panel this person is on; NotFound otherwise."""
    teams = [team.id for team in panels.panels_for(actor)]
    found = db.session.scalar(sa.select(Forum).where(Forum.public_id == public_id, Forum.team_id.in_(teams)))
    if found is None:
        raise NotFound
    return found


def begin(actor: Actor, team: Team, name: str, plan: Plan, place: str) -> Forum:
    """Set up a forum that comes round."""
    rules.check_plan(plan, local_date(now()))
    made = Forum(
        team_id=team.id, name=name, rhythm=plan.rhythm, first_on=plan.first_on, at=plan.at, minutes=plan.minutes,
        place=place, in_term=plan.in_term, made_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("forum.begun", made, actor=actor)
    return made


def end(actor: Actor, forum: Forum) -> None:
    """It comes round no more; what was said stays."""
    forum.ended_on = local_date(now())
    audit.record("forum.ended", forum, actor=actor)


def plan_of(forum: Forum) -> Plan:
    """When it meets, as a value."""
    return Plan(forum.rhythm, forum.first_on, forum.at, forum.minutes, forum.in_term)


def coming(
    forums: Sequence[Forum], *, since: date | None = None, until: date | None = None
) -> dict[int, list[Meeting]]:
    """By forum id: its days of the next ten weeks (or between the two), those that are off among them. Two queries."""
    today = local_date(now())
    start, end, terms = since or today, until or today + AHEAD, terms_now()
    offs = _offs([forum.id for forum in forums])
    found = {}
    for forum in forums:
        days = rules.meetings(plan_of(forum), terms, start, end)
        found[forum.id] = [_with_off(one, offs.get((forum.id, one.on), "")) for one in days]
    return found


def get_day(actor: Actor, public_id: str, on: date) -> Day:
    """One of its days, with all that is kept of it; NotFound for a day it does not have."""
    forum = get_for(actor, public_id)
    if not rules.is_day(plan_of(forum), on) or on > local_date(now()) + AHEAD:
        raise NotFound
    off = _offs([forum.id]).get((forum.id, on), "")
    query = (
        sa.select(ForumWords)
        .where(ForumWords.forum_id == forum.id, ForumWords.on == on)
        .order_by(ForumWords.id)
    )
    rows = list(db.session.scalars(query.options(joinedload(ForumWords.by))))
    texts = gate.released_texts(WordsKind.FORUM_WORDS, [row.public_id for row in rows])
    said = [(row, Said(texts[row.public_id][gate.WORDS], row.by)) for row in rows if row.public_id in texts]
    there = sa.select(User).join(ForumThere).where(ForumThere.forum_id == forum.id, ForumThere.on == on)
    return Day(
        forum, _with_off(rules.meeting_on(plan_of(forum), terms_now(), on), off),
        tuple(one for row, one in said if not row.is_note), tuple(one for row, one in said if row.is_note),
        tuple(db.session.scalars(there.order_by(User.name))),
        sum(row.by_id == actor.user_id and row.public_id not in texts for row in rows),
    )  # fmt: skip


def write(actor: Actor, day: Day, words: str, *, is_note: bool) -> ForumWords:
    """Put something on the agenda, or note what was said.

    A note tells what young people said, whoever writes it down, so it always waits at the gate; so does an agenda item
    of anybody but a worker. A day to come has no notes yet, and a day that has passed no agenda to add to.
    """
    rules.check_words(day.meeting.on, local_date(now()), is_note=is_note)
    made = ForumWords(forum_id=day.forum.id, on=day.meeting.on, is_note=is_note, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(
        WordsKind.FORUM_WORDS, made.public_id, {gate.WORDS: words}, by=actor,
        passes=actor.speaks_officially and not is_note,
    )  # fmt: skip
    audit.record("forum.written", day.forum, actor=actor, on=day.meeting.on.isoformat(), note=is_note)
    return made


def note_there(actor: Actor, day: Day, public_ids: Sequence[str]) -> None:
    """Who was there, of the panel's young advisors: what was noted before is replaced."""
    if day.meeting.on > local_date(now()):
        raise Refusal("Note who was there on the day or after it.", field="there")
    members = {one.user.public_id: one.user.id for one in panels.members_of(day.forum.team)}
    db.session.execute(
        sa.delete(ForumThere).where(ForumThere.forum_id == day.forum.id, ForumThere.on == day.meeting.on)
    )
    for public_id in sorted(set(public_ids) & members.keys()):
        db.session.add(ForumThere(forum_id=day.forum.id, on=day.meeting.on, user_id=members[public_id]))
    db.session.flush()
    audit.record("forum.there_noted", day.forum, actor=actor, on=day.meeting.on.isoformat())


def call_off(actor: Actor, day: Day, why: str) -> None:
    """It does not meet that day, and why; the day keeps its place in calendars, called off."""
    if day.meeting.off:
        raise Refusal("It is off that day already.")
    if day.meeting.on < local_date(now()):
        raise Refusal("That day has passed.")
    db.session.add(ForumOff(forum_id=day.forum.id, on=day.meeting.on, why=why, by_id=known(actor), at=now()))
    db.session.flush()
    audit.record("forum.called_off", day.forum, actor=actor, on=day.meeting.on.isoformat())


def terms_now() -> list[Term]:
    """The school terms the council has set (the board clerk notes them), in order."""
    rows = db.session.scalars(sa.select(SchoolTerm).order_by(SchoolTerm.starts_on))
    return [Term(one.starts_on, one.ends_on) for one in rows]


def _offs(forum_ids: Sequence[int]) -> dict[tuple[int, date], str]:
    rows = db.session.scalars(sa.select(ForumOff).where(ForumOff.forum_id.in_(forum_ids)))
    return {(row.forum_id, row.on): row.why for row in rows}


def _with_off(meeting: Meeting, why: str) -> Meeting:
    return Meeting(meeting.on, meeting.starts, meeting.ends, why or meeting.off)

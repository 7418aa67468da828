"""What bodies owe: written down at the minute, answered for by a post, told in every summary until it is answered."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit, once, outbox
from app.access import PERMISSIONS, Permission
from app.clock import now
from app.db import db
from app.times import day, local_date
from governance.rules.summaries import SummaryState
from governance.rules.tasks import NewTask, refuse_more_numbers, refuse_task
from models.people import User
from models.places import Body
from models.summaries import BodyTask, Summary
from participation.rules.facts import Brief, Fact, Section
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import ANSWER_WORDS, AnswerKind, Draft, check_answer
from participation.rules.seen import refuse_unseen
from participation.services import triage_desk

S = SummaryState
JUST_NOW = "Somebody answered this or handed it over just now. Look again."
_WHILE = (S.PRESENTED, S.MINUTED, S.PUBLISHED, S.RESPONSES_TRACKED)


def add(actor: Actor, summary: Summary, task: NewTask) -> BodyTask:
    """Write down what the body owes, from the moment the summary is presented."""
    if summary.state not in _WHILE:
        raise Refusal("Write down what is owed once the summary has been presented to the body.")
    refuse_task(task, local_date(now()))
    made = BodyTask(
        body_id=summary.body_id, summary_id=summary.id, what=task.what, what_for_children=task.what_for_children,
        owner=task.owner, owner_id=task.owner_id, due_on=task.due_on, added_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("body.task_added", made, actor=actor, owner=task.owner, due_on=task.due_on.isoformat())
    if made.owner_id is not None:
        outbox.post(
            made.owner_id, "A committee owes something that you answer for", "Read what it is, and answer by its day.",
            dedupe_key=f"body-task:{made.public_id}", kind=LetterKind.SUMMARIES, path=f"/bodies/owed/{made.public_id}",
        )  # fmt: skip
    return made


def owners() -> list[User]:
    """Who can answer for what a body owes, by name."""
    return triage_desk.people_holding(*sorted(PERMISSIONS[Permission.ANSWER_FOR_BODIES]))


def open_for(owner_id: int | None) -> list[BodyTask]:
    """What is owed and not done, the next due first: that of one owner, or with None everybody's. One query."""
    query = sa.select(BodyTask).where(BodyTask.closed_at.is_(None)).options(joinedload(BodyTask.body))
    if owner_id is not None:
        query = query.where(BodyTask.owner_id == owner_id)
    return list(db.session.scalars(query.order_by(BodyTask.due_on, BodyTask.id)))


def get_task(public_id: str) -> BodyTask:
    """One task; raises NotFound. What a body owes is public."""
    found = db.session.scalar(
        sa.select(BodyTask).where(BodyTask.public_id == public_id).options(joinedload(BodyTask.body))
    )
    if found is None:
        raise NotFound
    return found


def mark_of(task: BodyTask) -> str:
    """The mark of who answers for it: another once it is handed over."""
    return str(len(task.handed))


def answer(actor: Actor, task: BodyTask, draft: Draft, seen: str | None = None) -> None:
    """Answer it: we did, we could not because, or we will by. "Noted" is refused.

    Once it was handed over, the post that is named answers: never whoever answered for it before, nor from a page
    opened before (`seen` is the mark of who it named).

    A promise leaves it open, due on the day the body set: what is late stays late until it is done.
    """
    if task.closed_at:
        raise Refusal("This is answered already.")
    if no_longer(actor, task):
        raise Refusal(f"You no longer answer for this. {task.owner} answers for it now.")
    refuse_unseen(seen, mark_of(task), "Who answers for this")
    check_answer(draft, local_date(now()))
    refuse_more_numbers(draft.words, draft.child_words, "child_words")
    said = {
        "kind": draft.kind,
        "words": draft.words,
        "child_words": draft.child_words,
        "evidence": draft.evidence,
    }
    promises = draft.kind is AnswerKind.WE_WILL_BY and draft.by_when is not None
    when = {"promised_on": draft.by_when, "promised_at": now()} if promises else {"closed_at": now()}
    still = sa.and_(
        BodyTask.closed_at.is_(None), BodyTask.owner == task.owner,
        BodyTask.owner_id.is_not_distinct_from(task.owner_id),
    )  # fmt: skip
    if not once.changed(task, still, **said, **when):
        raise Refusal(JUST_NOW)
    if task.owner_id not in {None, actor.user_id}:
        outbox.post(
            task.owner_id, "Somebody answered what you answer for", "Read what they said in your post’s name.",
            dedupe_key=f"body-task-answered:{task.public_id}:{now().isoformat()}", kind=LetterKind.SUMMARIES,
            path=f"/bodies/owed/{task.public_id}",
        )  # fmt: skip
    audit.record("body.task_answered", task, actor=actor, kind=draft.kind)


def no_longer(actor: Actor, task: BodyTask) -> bool:
    """Whether this person answered for it until it was handed over: an answer stands in the new post's name."""
    return task.owner_id != actor.user_id and actor.user_id in {one.from_owner_id for one in task.handed}


def of_body(body: Body) -> list[BodyTask]:
    """Everything the body owes or owed: open first, the next due first. Two queries."""
    query = sa.select(BodyTask).where(BodyTask.body_id == body.id).options(selectinload(BodyTask.handed))
    return list(
        db.session.scalars(query.order_by(BodyTask.closed_at.is_not(None), BodyTask.due_on, BodyTask.id))
    )


def of_summary(summary: Summary) -> list[BodyTask]:
    """What came out of one summary."""
    query = sa.select(BodyTask).where(BodyTask.summary_id == summary.id)
    return list(db.session.scalars(query.order_by(BodyTask.due_on, BodyTask.id)))


def count_open(summary: Summary) -> int:
    """How much of it is not answered yet."""
    query = sa.select(sa.func.count()).where(BodyTask.summary_id == summary.id, BodyTask.closed_at.is_(None))
    return db.session.scalar(query) or 0


def facts(body: Body, since: datetime, until: datetime) -> list[Fact]:
    """What the body owed at `until`, and what it answered since `since`. What was owed before is carried over."""
    query = sa.select(BodyTask).where(
        BodyTask.body_id == body.id, BodyTask.added_at < until,
        sa.or_(BodyTask.closed_at.is_(None), BodyTask.closed_at >= since),
    ).options(selectinload(BodyTask.handed))  # fmt: skip
    return [
        _fact(task, since, until) for task in db.session.scalars(query.order_by(BodyTask.due_on, BodyTask.id))
    ]


def _handed(task: BodyTask, until: datetime) -> str:
    """Which post answered for it before, and until when: what is late is not the new one's doing alone."""
    last = next((one for one in reversed(task.handed) if one.at < until), None)
    return f" It was handed over by {last.from_owner} on {day(last.at)}." if last else ""


def _fact(task: BodyTask, since: datetime, until: datetime) -> Fact:
    key, what = f"task:{task.public_id}", f"{task.what.rstrip('.')}."
    if task.closed_at and task.closed_at < until and task.kind:
        done = ANSWER_WORDS[task.kind]
        no = task.kind is AnswerKind.WE_COULD_NOT
        return Fact(
            Section.ANSWERS, key, f"{what} {done}: {task.words}",
            f"{task.what_for_children.rstrip('.')}. {done}: {task.child_words}", not_done=no,
        )  # fmt: skip
    late = task.due_on < local_date(until)
    carried = "Carried over from last time: " if task.added_at < since else ""
    when = f"by {day(task.due_on)}{', which is late' if late else ''}"
    promised, handed = "", _handed(task, until)
    if task.promised_on and task.promised_at and task.promised_at < until:
        promised = f" It is promised now by {day(task.promised_on)}."
    return Fact(
        Section.ANSWERS, key, f"{carried}{what} {task.owner} answers for it, {when}.{handed} It is not done yet."
        f"{promised}",
        f"We owe you this: {task.what_for_children}{promised}",
        {"days_late": max(0, (local_date(until) - task.due_on).days)}, not_done=True,
        brief=Brief(
            f"We still owe you{', and we are late' if late else ''}:", f"{task.what_for_children}{promised}"
        ),
    )  # fmt: skip

"""Handing over what a body owes: in one step, so that somebody answers for it at every moment, and both are told."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app import audit, once, outbox
from app.clock import now
from app.db import db
from governance.rules.tasks import handed_to
from governance.services.body_tasks import JUST_NOW, mark_of, owners
from models.summaries import BodyTask, BodyTaskHanded
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.seen import refuse_unseen

TO_NEW = "You answer now for something a committee owes", "Read what it is, and answer by its day."
TO_OLD = (
    "Something a committee owes is handed over",
    "You no longer answer for it. Read who does, and why.",
)


def hand_over(
    actor: Actor, task: BodyTask, owner: str, who: str, why: str, seen: str | None = None
) -> BodyTaskHanded:
    """Name another post and another person (by public id) for what is owed. Its day stays what it was.

    `seen` is the mark of who the page named: handed over meanwhile, it is read first.
    Raises Refusal, naming the field, for nobody, for somebody who cannot answer, and when somebody was quicker.
    """
    refuse_unseen(seen, mark_of(task), "Who answers for this")
    new = next((one for one in owners() if one.public_id == who), None)
    was = task.owner, task.owner_id
    owner_id = handed_to(owner, new.id if new else None, why, is_closed=task.closed_at is not None, was=was)
    made = BodyTaskHanded(
        task_id=task.id, from_owner=was[0], from_owner_id=was[1], to_owner=owner.strip(), to_owner_id=owner_id,
        why=why.strip(), by_id=known(actor), at=now(),
    )  # fmt: skip
    still = sa.and_(
        BodyTask.closed_at.is_(None), BodyTask.owner == was[0], BodyTask.owner_id.is_not_distinct_from(was[1])
    )
    if not once.changed(task, still, owner=made.to_owner, owner_id=owner_id):
        raise Refusal(JUST_NOW)
    db.session.add(made)
    db.session.flush()
    db.session.expire(task, ["handed"])
    audit.record("body.task_handed_over", task, actor=actor, was=made.from_owner, owner=made.to_owner)
    for user_id, words in ((owner_id, TO_NEW), (was[1], TO_OLD)):
        if user_id is not None and (user_id != owner_id or words is TO_NEW):
            outbox.post(
                user_id, *words, dedupe_key=f"body-task-handed:{task.public_id}:{made.id}:{user_id}",
                kind=LetterKind.SUMMARIES, path=f"/bodies/owed/{task.public_id}",
            )  # fmt: skip
    return made


def unanswered(tasks: Iterable[BodyTask]) -> set[int]:
    """The keys of those of these tasks that wait on the home of nobody who can answer. One query, none for nothing."""
    tasks = list(tasks)
    there = {one.id for one in owners()} if tasks else set()
    return {task.id for task in tasks if task.owner_id not in there}

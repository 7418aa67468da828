"""The worker somebody named tells them the answer: a task without content, marked when it is done.

Whoever is named in a concern about the same words is never asked; then, or when they have left, it falls to the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.keyed import keyed_digest
from app.sealed import unseal
from app.times import local_date
from models.feedback import Feedback
from models.people import User
from models.responses import Answer, Telling
from models.saying import TakenBack
from models.themes import Theme, ThemeItem
from models.told import ToldChoice
from models.triage import ShutOut, TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind
from participation.rules.telling import Way
from participation.rules.told import Means
from participation.services.told import place_of, working

TO_WHOM = "Somebody who chose to hear it from a worker"


@dataclass(frozen=True)
class _Asked:
    """One answer that somebody asked one worker to tell; `barred`: a concern about that worker stands in the words."""

    answer: Answer
    worker_id: int | None
    barred: bool
    mine_barred: bool


def to_tell(actor: Actor) -> list[Answer]:
    """The answers this worker was chosen to tell and has not told yet, longest first. Four queries."""
    there = {user.id for user in working()}
    if actor.user_id not in there:
        return []
    asked = _asked(actor.user_id)
    told: dict[int, set[int]] = {}
    for answer_id, by_id in db.session.execute(
        sa.select(Telling.answer_id, Telling.by_id)
        .where(Telling.way == Way.CHOSEN, Telling.answer_id.in_([one.answer.id for one in asked]))
    ):  # fmt: skip
        told.setdefault(answer_id, set()).add(by_id)
    found = {one.answer.id: one.answer for one in asked if _is_mine(one, actor.user_id, there, told)}
    return list(found.values())


def get_to_tell(actor: Actor, public_id: str) -> Answer:
    """One of them; NotFound for an answer nobody asked this worker to tell, or which they have told."""
    found = next((one for one in to_tell(actor) if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def mark_told(actor: Actor, answer: Answer) -> Telling:
    """Record that whoever chose this worker has been told."""
    if not answer.is_latest:
        raise Refusal("There is a newer answer. Tell them that one.")
    made = Telling(
        answer_id=answer.id, way=Way.CHOSEN, to_whom=TO_WHOM, told_on=local_date(now()), at=now(), by_id=known(actor)
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("answer.told", answer, actor=actor, way=Way.CHOSEN)
    return made


def answered(answer: Answer) -> None:
    """Tell those who chose a notice, and the workers who were named, that there is an answer. Nothing of the words."""
    rows = db.session.execute(
        _choices(answer.theme_id).add_columns(_barred(ToldChoice.worker_id))
    ).all()  # fmt: skip
    there = {user.id for user in working()}
    for choice, said, barred in rows:
        if choice.means is Means.ACCOUNT:
            _notice(answer, unseal(choice.account, place_of(said)))
        if choice.means is Means.WORKER:
            to = (
                {choice.worker_id} if choice.worker_id in there and not barred else there - {choice.worker_id}
            )
            for user_id in to:
                _ask_worker(answer, user_id)


def _choices(theme_id: int) -> sa.Select[ToldChoice, Feedback]:
    gone = sa.exists().where(TakenBack.feedback_id == Feedback.id)
    return (
        sa.select(ToldChoice, Feedback).join(Feedback, Feedback.id == ToldChoice.feedback_id)
        .join(ThemeItem, ThemeItem.feedback_id == Feedback.id).where(ThemeItem.theme_id == theme_id, ~gone)
    )  # fmt: skip


def _notice(answer: Answer, account: str) -> None:
    user = db.session.scalar(sa.select(User).where(User.public_id == account, User.is_active))
    if user is not None:
        outbox.post(
            user.id, "There is an answer for you",
            "Something you told us has an answer. Use your four words to see it.",
            dedupe_key="told:" + keyed_digest("told", f"{answer.public_id}|{account}"), kind=LetterKind.OTHER,
            path="/comeback",
        )  # fmt: skip


def _ask_worker(answer: Answer, user_id: int) -> None:
    outbox.post(
        user_id, "Somebody chose to hear an answer from you",
        "There is an answer now. Tell it to them when you see them. You are not told who they are or what they said.",
        dedupe_key=f"to_tell:{answer.public_id}:{user_id}", kind=LetterKind.ANSWERS,
        path=f"/answers/{answer.public_id}/to-tell",
    )  # fmt: skip


def _asked(me: int) -> list[_Asked]:
    gone = sa.exists().where(TakenBack.feedback_id == Feedback.id)
    query = (
        sa.select(Answer, ToldChoice.worker_id, _barred(ToldChoice.worker_id), _barred(sa.literal(me))).distinct()
        .join(Theme, Theme.id == Answer.theme_id).join(ThemeItem, ThemeItem.theme_id == Theme.id)
        .join(ToldChoice, ToldChoice.feedback_id == ThemeItem.feedback_id)
        .join(Feedback, Feedback.id == ToldChoice.feedback_id)
        .where(Answer.is_latest, Answer.kind != AnswerKind.NOT_OURS, ToldChoice.means == Means.WORKER, ~gone)
        .options(joinedload(Answer.theme)).order_by(Answer.given_at, Answer.id)
    )  # fmt: skip
    return [_Asked(*row) for row in db.session.execute(query)]


def _barred(user_id: sa.ColumnElement[int] | sa.SQLColumnExpression[int | None]) -> sa.ColumnElement[bool]:
    """Whether this person is shut out from what was said."""
    shut = sa.exists().where(
        ShutOut.item_id == TriageItem.id, ShutOut.user_id == user_id, TriageItem.kind == WordsKind.FEEDBACK,
        TriageItem.words_of == Feedback.public_id,
    )  # fmt: skip
    return shut.correlate(Feedback, ToldChoice)


def _is_mine(one: _Asked, me: int, there: set[int], told: dict[int, set[int]]) -> bool:
    done = told.get(one.answer.id, set())
    if one.worker_id in there and not one.barred:
        return one.worker_id == me and me not in done
    return not one.mine_barred and not done

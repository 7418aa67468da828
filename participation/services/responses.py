"""Answering: packs a person was sent, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.responses import Answer, ThemePass
from models.themes import Theme
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import (
    AnswerKind,
    Draft,
    Passing,
    check_answer,
    check_passing,
    is_overdue,
    is_owed,
)
from participation.rules.themes import DAYS_TO_ACKNOWLEDGE, THEME, ThemeAction, ThemeState
from participation.rules.working_days import day_after
from participation.services import told_by_workers
from participation.services import triage_desk as desk
from participation.services.themes import items_in_theme, responders


@dataclass(frozen=True)
class Pack:
    """One theme as its responder sees it in a list: the newest answer (if any) and whether one is owed and late."""

    theme: Theme
    items: int
    answer: Answer | None
    overdue: bool

    @property
    def owed(self) -> bool:
        """Whether this person must still do something."""
        return self.overdue or is_owed(self.answer.kind if self.answer else None)


def packs_for(actor: Actor) -> list[Pack]:
    """Everything this person was sent: owed first by due date, then answered newest first. One query."""
    query = _with_answers().where(Theme.responder_id == actor.user_id, Theme.state != ThemeState.GATHERING)
    packs = [_pack(*row) for row in db.session.execute(query)]
    return sorted(packs, key=lambda pack: (not pack.owed, pack.theme.due_on or date.max))


def owed_by(actor: Actor) -> list[Pack]:
    """What this person must act on now (for their home page)."""
    return [pack for pack in packs_for(actor) if pack.owed]


def get_pack_for(actor: Actor, public_id: str) -> Theme:
    """A theme sent to this person; raises NotFound otherwise."""
    found = db.session.scalar(
        sa.select(Theme).where(
            Theme.public_id == public_id, Theme.responder_id == actor.user_id, Theme.state != ThemeState.GATHERING
        ).options(joinedload(Theme.area), joinedload(Theme.made_by))
    )  # fmt: skip
    if found is None or actor.user_id is None:
        raise NotFound
    return found


def acknowledge(actor: Actor, theme: Theme) -> None:
    """Say "I have this, and it is mine to answer"."""
    step = THEME.step(theme.state, ThemeAction.ACKNOWLEDGE)
    theme.state, theme.acknowledged_at = step.to, now()
    audit.record(step.event, theme, actor=actor)


def answer(actor: Actor, theme: Theme, draft: Draft) -> Answer:
    """Answer a theme, or follow an earlier answer with a newer one. Everyone who spoke sees it from now on.

    Raises Refusal, naming the field, when evidence, the day, the reason or the child's words are missing.
    """
    step = THEME.step(theme.state, ThemeAction.ANSWER)
    check_answer(draft, local_date(now()))
    given = _write(theme, Answer(
        kind=draft.kind, words=draft.words, child_words=draft.child_words, evidence=draft.evidence,
        by_id=known(actor), by_when=draft.by_when if draft.kind is AnswerKind.WE_WILL_BY else None,
        influence=draft.influence,
    ))  # fmt: skip
    theme.acknowledged_at, theme.state = theme.acknowledged_at or now(), step.to
    db.session.flush()
    told_by_workers.answered(given)
    audit.record(step.event, theme, actor=actor, kind=draft.kind, influence=draft.influence)
    return given


def pass_on(actor: Actor, theme: Theme, passing: Passing) -> Answer:
    """Say that it is not ours and who can act. Children are told at once; the day it is due stays what it was.

    Passed to somebody who answers here, it is theirs from now on. Passed outside, whoever passed it still answers:
    what the others say is brought back. Raises Refusal, naming the field.
    """
    check_passing(passing, actor.public_id)
    people = {user.public_id: user for user in responders()}
    if passing.to and passing.to not in people:
        raise Refusal("Choose somebody from the list.", field="to")
    to = people.get(passing.to)
    step = THEME.step(theme.state, ThemeAction.HAND_ON if to else ThemeAction.HAND_OUTSIDE)
    given = _write(theme, Answer(
        kind=AnswerKind.NOT_OURS, words=passing.words, child_words=passing.child_words, by_id=known(actor),
        passed_to=(to.about or to.name) if to else passing.outside,
    ))  # fmt: skip
    db.session.add(ThemePass(theme_id=theme.id, from_id=known(actor), to_id=to.id if to else None, at=now()))
    theme.state = step.to
    if to:
        theme.responder_id, theme.acknowledged_at = to.id, None
        theme.acknowledge_by = day_after(local_date(now()), DAYS_TO_ACKNOWLEDGE)
        desk.call(
            [to], f"theme:{theme.public_id}:{given.public_id}", "Children and families are waiting for your answer",
            "A pack of what people said was passed on to you. It is due on the day it was due before. "
            "Sign in to Our Part to read and answer it.", kind=LetterKind.ANSWERS,
        )  # fmt: skip
    else:
        theme.acknowledged_at = theme.acknowledged_at or now()
    db.session.flush()
    audit.record(step.event, theme, actor=actor, to=passing.to or "outside", due=str(theme.due_on))
    return given


def _write(theme: Theme, given: Answer) -> Answer:
    """Keep an answer as the one that counts now; earlier ones stay."""
    db.session.execute(sa.update(Answer).where(Answer.theme_id == theme.id).values(is_latest=False))
    given.theme_id, given.given_at, given.is_latest = theme.id, now(), True
    db.session.add(given)
    db.session.flush()
    return given


def answers_to(theme: Theme) -> list[Answer]:
    """Every answer a theme has had, newest first."""
    return list(db.session.scalars(
        sa.select(Answer).where(Answer.theme_id == theme.id).options(joinedload(Answer.by))
        .order_by(Answer.given_at.desc(), Answer.id.desc())
    ))  # fmt: skip


def _with_answers() -> sa.Select[Theme, Answer | None, int]:
    return (
        sa.select(Theme, Answer, items_in_theme())
        .outerjoin(Answer, sa.and_(Answer.theme_id == Theme.id, Answer.is_latest))
        .options(joinedload(Theme.area))
        .order_by(Theme.due_on, Theme.id)
    )


def _pack(theme: Theme, given: Answer | None, items: int) -> Pack:
    today = local_date(now())
    late = is_overdue(
        given.kind if given else None, theme.due_on or today, given.by_when if given else None, today
    )
    return Pack(theme, items, given, late)

"""Answering: packs a person was sent, what they answer, and what the public sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    Influence,
    Passing,
    check_answer,
    check_passing,
    is_overdue,
    is_owed,
)
from participation.rules.small_numbers import shown
from participation.rules.themes import DAYS_TO_ACKNOWLEDGE, THEME, ThemeAction, ThemeState
from participation.rules.working_days import day_after
from participation.services import triage_desk as desk
from participation.services.themes import items_in_theme, responders

PAGE = 12


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


@dataclass(frozen=True)
class Told:
    """One answer as the public sees it. `people` is None when fewer than five spoke."""

    title: str
    area: str
    kind: AnswerKind
    words: str
    child_words: str
    evidence: str
    by_when: date | None
    given_on: date
    people: int | None
    overdue: bool
    who: str
    public_id: str = ""
    influence: Influence | None = None
    passed_to: str = ""
    earlier: tuple[Answer, ...] = ()  # what was answered before this one, newest first


def latest_answers(limit: int = 3, kind: AnswerKind | None = AnswerKind.WE_DID) -> list[Told]:
    """The newest answers of one kind (every kind with None), newest first, for the home page. One query."""
    where = (Answer.is_latest,) if kind is None else (Answer.is_latest, Answer.kind == kind)
    return [_told(*row) for row in db.session.execute(_newest(where).limit(limit))]


def told(kind: AnswerKind | None = None, page: int = 1, size: int = PAGE) -> tuple[list[Told], int]:
    """(one page of answers that count now, newest first; number of pages)."""
    where = (Answer.is_latest,) if kind is None else (Answer.is_latest, Answer.kind == kind)
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Answer).where(*where)) or 0
    query = _newest(where).limit(size).offset(size * (page - 1))
    rows = db.session.execute(query).all()
    earlier = _earlier([theme.id for _, theme, _ in rows])
    found = [_told(given, theme, items, earlier.get(theme.id, ())) for given, theme, items in rows]
    return found, max(1, -(-count // size))


def _newest(where: tuple[sa.SQLColumnExpression[bool], ...]) -> sa.Select[Answer, Theme, int]:
    return (
        sa.select(Answer, Theme, items_in_theme()).join(Theme, Answer.theme_id == Theme.id).where(*where)
        .options(joinedload(Theme.area), joinedload(Theme.responder))
        .order_by(Answer.given_at.desc(), Answer.id.desc())
    )  # fmt: skip


def _earlier(theme_ids: list[int]) -> dict[int, list[Answer]]:
    """Answers that a newer one has replaced, by theme, newest first. One query."""
    query = (
        sa.select(Answer).where(Answer.theme_id.in_(theme_ids), ~Answer.is_latest)
        .order_by(Answer.given_at.desc(), Answer.id.desc())
    )  # fmt: skip
    found: dict[int, list[Answer]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.theme_id, []).append(one)
    return found


@dataclass(frozen=True)
class Owed:
    """How many answers are owed to children and families, and how many of them are late."""

    owed: int
    overdue: int
    given: int


def owed_now(area_ids: list[int] | None = None) -> Owed:
    """The public count, in one query. With areas: only themes of those areas or of the whole place."""
    unanswered, broken = _states_of_owing()
    counts = sa.select(
        sa.func.count(),
        sa.func.sum(sa.case((unanswered, 1), else_=0)),
        sa.func.sum(sa.case((broken, 1), else_=0)),
    )
    query = _joined(counts.select_from(Theme))
    if area_ids is not None:
        query = query.where(sa.or_(Theme.area_id.in_(area_ids), Theme.area_id.is_(None)))
    every, owed, late = db.session.execute(query).one()
    return Owed(owed=int(owed or 0), overdue=int(late or 0), given=every - int(owed or 0))


@dataclass(frozen=True)
class Late:
    """One answer the council owes, as the public sees it: who owes it, since when, and whether they have said so."""

    title: str
    area: str
    who: str
    due_on: date
    promised: bool  # what was promised by that day, rather than a first answer
    passed_to: str
    acknowledged: bool
    overdue: bool


def owed_list(page: int = 1, size: int = PAGE * 2) -> tuple[list[Late], int]:
    """(one page of what is owed, longest late first; number of pages). Two queries."""
    unanswered, broken = _states_of_owing()
    owing = sa.or_(unanswered, broken)
    many = db.session.scalar(_joined(sa.select(sa.func.count()).select_from(Theme)).where(owing)) or 0
    due = sa.case((Answer.kind == AnswerKind.WE_WILL_BY, Answer.by_when), else_=Theme.due_on)
    query = _joined(sa.select(Theme, Answer)).where(owing).order_by(due, Theme.id)
    query = (
        query.options(joinedload(Theme.area), joinedload(Theme.responder))
        .limit(size)
        .offset(size * (page - 1))
    )
    return [_late(theme, given) for theme, given in db.session.execute(query)], max(1, -(-many // size))


def _states_of_owing() -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """(still unanswered, late): the same two questions that `is_owed` and `is_overdue` ask of one theme."""
    today = local_date(now())
    unanswered = sa.or_(Answer.kind.is_(None), Answer.kind == AnswerKind.NOT_OURS)
    broken = sa.and_(Answer.kind == AnswerKind.WE_WILL_BY, Answer.by_when < today)
    return unanswered, sa.or_(sa.and_(unanswered, Theme.due_on < today), broken)


def _joined(query: Any) -> Any:
    newest = sa.and_(Answer.theme_id == Theme.id, Answer.is_latest)
    return query.outerjoin(Answer, newest).where(Theme.state != ThemeState.GATHERING)


def _late(theme: Theme, given: Answer | None) -> Late:
    today, promised = local_date(now()), given is not None and given.kind is AnswerKind.WE_WILL_BY
    due = given.by_when if given is not None and promised else theme.due_on
    return Late(
        theme.title, theme.area.name if theme.area else "", theme.responder.about if theme.responder else "",
        due or today, promised, given.passed_to if given else "", theme.acknowledged_at is not None,
        (due or today) < today,
    )  # fmt: skip


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


def _told(given: Answer, theme: Theme, items: int, earlier: Sequence[Answer] = ()) -> Told:
    today = local_date(now())
    return Told(
        title=theme.title, area=theme.area.name if theme.area else "", kind=given.kind, words=given.words,
        child_words=given.child_words, evidence=given.evidence, by_when=given.by_when,
        given_on=local_date(given.given_at), people=shown(items),
        overdue=is_overdue(given.kind, theme.due_on or today, given.by_when, today),
        who=theme.responder.about if theme.responder else "", public_id=given.public_id, influence=given.influence,
        passed_to=given.passed_to, earlier=tuple(earlier),
    )  # fmt: skip

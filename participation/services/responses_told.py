"""Answers as the public sees them: what was answered, what is owed, and how much of it is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.times import local_date
from models.responses import Answer
from models.themes import Theme
from participation.rules.responses import (
    AnswerKind,
    Influence,
    is_overdue,
)
from participation.rules.small_numbers import shown
from participation.rules.themes import ThemeState
from participation.services.themes import items_in_theme

PAGE = 12


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
    broken: int = 0  # promised by a day that has passed: answered, and late all the same


def owed_now(area_ids: list[int] | None = None) -> Owed:
    """The public count, in one query. With areas: only themes of those areas or of the whole place."""
    unanswered, broken = _states_of_owing()
    counts = sa.select(
        sa.func.count(),
        sa.func.sum(sa.case((unanswered, 1), else_=0)),
        sa.func.sum(sa.case((broken, 1), else_=0)),
        sa.func.sum(sa.case((sa.and_(broken, ~unanswered), 1), else_=0)),
    )
    query = _joined(counts.select_from(Theme))
    if area_ids is not None:
        query = query.where(sa.or_(Theme.area_id.in_(area_ids), Theme.area_id.is_(None)))
    every, owed, late, promised = db.session.execute(query).one()
    owed, late, promised = int(owed or 0), int(late or 0), int(promised or 0)
    return Owed(owed=owed, overdue=late, given=every - owed, broken=promised)


def late_now(area_ids: list[int] | None = None) -> tuple[list[str], list[str]]:
    """What is late by name, longest late first: (answers nobody gave yet, promises made in an answer). One query."""
    unanswered, late = _states_of_owing()
    due = sa.case((Answer.kind == AnswerKind.WE_WILL_BY, Answer.by_when), else_=Theme.due_on)
    query = _joined(sa.select(Theme.title, unanswered)).where(late).order_by(due, Theme.id)
    if area_ids is not None:
        query = query.where(sa.or_(Theme.area_id.in_(area_ids), Theme.area_id.is_(None)))
    found = db.session.execute(query).all()
    return [title for title, owed in found if owed], [title for title, owed in found if not owed]


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

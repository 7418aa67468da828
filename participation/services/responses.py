"""Answering: packs a person was sent, what they answer, and what the public sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.responses import Answer
from models.themes import Theme
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.rules.responses import AnswerKind, Draft, check_answer, is_overdue
from participation.rules.small_numbers import shown
from participation.rules.themes import THEME, ThemeAction, ThemeState
from participation.services.themes import items_in_theme

PAGE = 12


@dataclass(frozen=True)
class Pack:
    """One theme as its responder sees it in a list: the newest answer (if any) and whether one is owed and late."""

    theme: Theme
    items: int
    answer: Answer | None
    overdue: bool


def packs_for(actor: Actor) -> list[Pack]:
    """Everything this person was sent: owed first by due date, then answered newest first. One query."""
    query = _with_answers().where(Theme.responder_id == actor.user_id, Theme.state != ThemeState.GATHERING)
    packs = [_pack(*row) for row in db.session.execute(query)]
    return sorted(
        packs, key=lambda pack: (pack.answer is not None and not pack.overdue, pack.theme.due_on or date.max)
    )


def owed_by(actor: Actor) -> list[Pack]:
    """What this person must act on now (for their home page)."""
    return [pack for pack in packs_for(actor) if pack.answer is None or pack.overdue]


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
    db.session.execute(sa.update(Answer).where(Answer.theme_id == theme.id).values(is_latest=False))
    given = Answer(
        theme_id=theme.id, kind=draft.kind, words=draft.words, child_words=draft.child_words, given_at=now(),
        evidence=draft.evidence, by_id=known(actor), is_latest=True,
        by_when=draft.by_when if draft.kind is AnswerKind.WE_WILL_BY else None,
    )  # fmt: skip
    theme.acknowledged_at = theme.acknowledged_at or now()
    theme.state = step.to
    db.session.add(given)
    db.session.flush()
    audit.record(step.event, theme, actor=actor, kind=draft.kind)
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
    query = sa.select(Theme.due_on, Answer.kind, Answer.by_when).outerjoin(
        Answer, sa.and_(Answer.theme_id == Theme.id, Answer.is_latest)
    ).where(Theme.state != ThemeState.GATHERING)  # fmt: skip
    if area_ids is not None:
        query = query.where(sa.or_(Theme.area_id.in_(area_ids), Theme.area_id.is_(None)))
    today, rows = local_date(now()), db.session.execute(query).all()
    late = sum(is_overdue(kind, due_on or today, by_when, today) for due_on, kind, by_when in rows)
    given = sum(kind is not None for _, kind, _ in rows)
    return Owed(owed=len(rows) - given, overdue=late, given=given)


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
        who=theme.responder.about if theme.responder else "", earlier=tuple(earlier),
    )  # fmt: skip

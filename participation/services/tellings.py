"""Telling children what was answered where they are: recorded by a worker, so that nobody has to come back to hear."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.responses import Answer, Telling
from models.themes import Theme
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind
from participation.rules.telling import Way, check_told


def tell(actor: Actor, theme: Theme, way: Way, to_whom: str, told_on: date) -> Telling:
    """Record that children were told the answer that counts now; raises Refusal before there is one."""
    given = _newest(theme)
    if given is None:
        raise Refusal("There is no answer to tell yet.")
    check_told(told_on, local_date(given.given_at), local_date(now()))
    made = Telling(
        answer_id=given.id, way=way, to_whom=to_whom, told_on=told_on, at=now(), by_id=known(actor)
    )
    db.session.add(made)
    db.session.flush()
    audit.record("answer.told", given, actor=actor, way=way)
    return made


def told_of(theme: Theme) -> list[Telling]:
    """How its answers were told, newest first."""
    query = sa.select(Telling).join(Answer, Answer.id == Telling.answer_id).where(Answer.theme_id == theme.id)
    query = query.options(joinedload(Telling.by)).order_by(Telling.told_on.desc(), Telling.id.desc())
    return list(db.session.scalars(query))


def to_tell() -> list[Theme]:
    """Themes whose newest answer nobody has told the children yet, longest first."""
    told = sa.exists().where(Telling.answer_id == Answer.id)
    query = sa.select(Theme).join(Answer, sa.and_(Answer.theme_id == Theme.id, Answer.is_latest))
    query = query.where(~told, Answer.kind != AnswerKind.NOT_OURS).order_by(Answer.given_at, Theme.id)
    return list(db.session.scalars(query))


def get_answer(public_id: str) -> Answer:
    """One answer as everybody may read it (for its poster); raises NotFound."""
    found = db.session.scalar(
        sa.select(Answer).where(Answer.public_id == public_id).options(joinedload(Answer.theme))
    )
    if found is None:
        raise NotFound
    return found


def may_see_files(actor: Actor, public_id: str) -> bool:
    """Answers are public, and so is what shows that they are true."""
    return db.session.scalar(sa.select(Answer.id).where(Answer.public_id == public_id)) is not None


def _newest(theme: Theme) -> Answer | None:
    return db.session.scalar(sa.select(Answer).where(Answer.theme_id == theme.id, Answer.is_latest))

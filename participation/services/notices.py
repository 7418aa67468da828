"""A person's notices, what they want by e-mail, and the keys in addresses of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.jobs import OutboxMessage
from models.notices import LetterChoice, PersonalKey, new_key
from models.people import User
from participation.rules.letters import (
    NOT_CHOSEN,
    URGENT,
    Cadence,
    LetterKind,
    cadence_of,
    kinds_for,
    refuse_choice,
)
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

PER_PAGE = 30
MOST_COUNTED = 100


@dataclass(frozen=True)
class Page:
    """One page of somebody's notices, newest first."""

    notices: list[OutboxMessage]
    page: int
    pages: int
    total: int


def unread(actor: Actor) -> int:
    """How many notices this person has not read; it stops counting at a hundred."""
    if not actor.is_signed_in:
        return 0
    some = (
        _of(actor)
        .where(OutboxMessage.read_at.is_(None))
        .with_only_columns(OutboxMessage.id)
        .limit(MOST_COUNTED)
    )
    return db.session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0


def page_for(actor: Actor, page: int) -> Page:
    """A page of this person's notices."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(_of(actor).subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(page, pages)
    newest = _of(actor).order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
    return Page(
        list(db.session.scalars(newest.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), page, pages, total
    )


def get_notice_for(actor: Actor, public_id: str) -> OutboxMessage:
    """One of this person's own notices; NotFound otherwise."""
    found = db.session.scalar(_of(actor).where(OutboxMessage.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def read(actor: Actor, notice: OutboxMessage) -> None:
    """Note that it was read, the first time."""
    if notice.read_at is None:
        notice.read_at = now()
        db.session.flush()


def read_all(actor: Actor) -> int:
    """Note that everything was read; gives how many were new."""
    done = db.session.connection().execute(
        sa.update(OutboxMessage)
        .where(OutboxMessage.to_user_id == actor.user_id, OutboxMessage.read_at.is_(None))
        .values(read_at=now())
    )
    return done.rowcount


def choices_of(actor: Actor) -> dict[LetterKind, Cadence]:
    """How often each kind of letter this person may be sent comes by e-mail."""
    kept = {row.kind: row.cadence for row in _choices(actor.user_id)}
    return {kind: cadence_of(kind, kept.get(kind), actor.age_band) for kind in kinds_for(actor.roles)}


def choose(actor: Actor, wanted: Mapping[LetterKind, Cadence]) -> None:
    """Keep what this person wants by e-mail; raises Refusal for what may not be turned off."""
    for kind, cadence in wanted.items():
        refuse_choice(kind, cadence, kinds_for(actor.roles))
    for kind, cadence in wanted.items():
        if kind not in URGENT:
            _keep(actor.user_id, kind, cadence)
    db.session.flush()


def address_of(actor: Actor) -> str | None:
    """The address this person's e-mail goes to."""
    return db.session.scalar(sa.select(User.email).where(User.id == actor.user_id))


def stop(key: str, kind: str) -> LetterKind:
    """End letters of a kind for whoever the key in an e-mail belongs to; NotFound for another key or kind."""
    user_id, of_kind = who_stops(key, kind)
    _keep(user_id, of_kind, Cadence.NEVER)
    db.session.flush()
    return of_kind


def who_stops(key: str, kind: str) -> tuple[int, LetterKind]:
    """Whose key this is (their id), and the kind; NotFound when either is not so, or the kind may not be ended."""
    user_id = db.session.scalar(sa.select(PersonalKey.user_id).where(PersonalKey.stop == key))
    known = {str(one): one for one in LetterKind if one not in URGENT | NOT_CHOSEN}
    if user_id is None or kind not in known:
        raise NotFound
    return user_id, known[kind]


def calendar_key(actor: Actor) -> str | None:
    """The key in the address of this person's calendar, once they have asked for one."""
    return db.session.scalar(sa.select(PersonalKey.calendar).where(PersonalKey.user_id == actor.user_id))


def new_calendar_key(actor: Actor) -> None:
    """Give this person's calendar a new address; the old one stops working."""
    kept = db.session.get(PersonalKey, actor.user_id)
    if kept is None:
        db.session.add(PersonalKey(user_id=actor.user_id))
    else:
        kept.calendar = new_key()
    db.session.flush()


def _of(actor: Actor) -> sa.Select[OutboxMessage]:
    return sa.select(OutboxMessage).where(
        OutboxMessage.to_user_id == actor.user_id, OutboxMessage.kind.not_in(NOT_CHOSEN)
    )


def _choices(user_id: int | None) -> list[LetterChoice]:
    return list(db.session.scalars(sa.select(LetterChoice).where(LetterChoice.user_id == user_id)))


def _keep(user_id: int | None, kind: LetterKind, cadence: Cadence) -> None:
    kept = next((row for row in _choices(user_id) if row.kind is kind), None)
    if kept is None:
        db.session.add(LetterChoice(user_id=user_id, kind=kind, cadence=cadence))
    else:
        kept.cadence = cadence

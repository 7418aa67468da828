"""A person's notices, what they want by e-mail, and the keys in addresses of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
MOST_THINGS = 8  # under one subject, before "and 12 more"
# Asked for the header of every page a signed-in person opens, so the question is put together once.
_UNREAD = sa.select(sa.func.count()).select_from(
    sa.select(OutboxMessage.kind, OutboxMessage.subject)
    .where(
        OutboxMessage.to_user_id == sa.bindparam("user_id"),
        OutboxMessage.kind.not_in(NOT_CHOSEN),
        OutboxMessage.read_at.is_(None),
    )
    .distinct()
    .limit(MOST_COUNTED)
    .subquery()
)


@dataclass(frozen=True)
class Thing:
    """One thing that letters are about: the newest of them, and how many there are and are new."""

    notice: OutboxMessage
    many: int
    new: int


@dataclass(frozen=True)
class Subject:
    """Letters that say the same, as one line: how many are new, and the things they are about, newest first."""

    kind: LetterKind
    subject: str
    many: int
    new: int
    newest_at: datetime
    things: tuple[Thing, ...]
    more: int  # things not listed


@dataclass(frozen=True)
class Page:
    """One page of somebody's notices by subject: those with something new first, then newest first."""

    subjects: list[Subject]
    page: int
    pages: int
    new: bool  # whether anything at all is new


def unread(actor: Actor) -> int:
    """How many subjects hold something this person has not read; it stops counting at a hundred."""
    if not actor.is_signed_in:
        return 0
    return db.session.scalar(_UNREAD, {"user_id": actor.user_id}) or 0


def page_for(actor: Actor, page: int) -> Page:
    """A page of this person's notices. Three queries, however many letters there are."""
    new = sa.func.count().filter(OutboxMessage.read_at.is_(None))
    newest = sa.func.max(OutboxMessage.created_at)
    by = (OutboxMessage.kind, OutboxMessage.subject)
    lines = _of(actor).with_only_columns(*by, sa.func.count(), new, newest).group_by(*by)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(lines.subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(page, pages)
    order = (sa.case((new > 0, 0), else_=1), newest.desc(), OutboxMessage.subject)
    found = db.session.execute(lines.order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    things = _things(actor, {subject for _, subject, *_ in found})
    return Page([_subject(row, things[row[0], row[1]]) for row in found], page, pages, unread(actor) > 0)


def _subject(row: sa.Row[LetterKind, str, int, int, datetime], things: list[tuple[Thing, int]]) -> Subject:
    kind, subject, many, new, newest_at = row
    shown = tuple(thing for thing, _ in things)
    return Subject(kind, subject, many, new, newest_at, shown, things[0][1] - len(shown))


def _things(actor: Actor, subjects: set[str]) -> dict[tuple[LetterKind, str], list[tuple[Thing, int]]]:
    """Under each subject its newest things (letters about one page are one), each with how many things there are."""
    of_thing = (OutboxMessage.kind, OutboxMessage.subject, OutboxMessage.path)
    each = (
        _of(actor).where(OutboxMessage.subject.in_(subjects))
        .with_only_columns(
            *of_thing, sa.func.max(OutboxMessage.id).label("id"), sa.func.count().label("many"),
            sa.func.count().filter(OutboxMessage.read_at.is_(None)).label("new"),
        ).group_by(*of_thing)
    ).subquery()  # fmt: skip
    within = sa.func.row_number().over(partition_by=(each.c.kind, each.c.subject), order_by=each.c.id.desc())
    of_all = sa.func.count().over(partition_by=(each.c.kind, each.c.subject))
    ranked = sa.select(each, within.label("place"), of_all.label("things")).subquery()
    query = (
        sa.select(OutboxMessage, ranked.c.many, ranked.c.new, ranked.c.things)
        .join(ranked, ranked.c.id == OutboxMessage.id).where(ranked.c.place <= MOST_THINGS)
        .order_by(OutboxMessage.id.desc())
    )  # fmt: skip
    found: dict[tuple[LetterKind, str], list[tuple[Thing, int]]] = {}
    for notice, many, new, things in db.session.execute(query):
        found.setdefault((notice.kind, notice.subject), []).append((Thing(notice, many, new), things))
    return found


def get_notice_for(actor: Actor, public_id: str) -> OutboxMessage:
    """One of this person's own notices; NotFound otherwise."""
    found = db.session.scalar(_of(actor).where(OutboxMessage.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def read(actor: Actor, notice: OutboxMessage) -> None:
    """Note that it was read, the first time, and with it every letter that says the same of the same page."""
    _read(actor, OutboxMessage.kind == notice.kind, OutboxMessage.subject == notice.subject,
          OutboxMessage.path == notice.path)  # fmt: skip


def read_alike(actor: Actor, notice: OutboxMessage) -> int:
    """Note that every letter with this one's subject was read; gives how many were new."""
    return _read(actor, OutboxMessage.kind == notice.kind, OutboxMessage.subject == notice.subject)


def read_all(actor: Actor) -> int:
    """Note that everything was read; gives how many were new."""
    return _read(actor)


def _read(actor: Actor, *which: sa.ColumnElement[bool]) -> int:
    done = db.session.connection().execute(
        sa.update(OutboxMessage)
        .where(OutboxMessage.to_user_id == actor.user_id, OutboxMessage.read_at.is_(None), *which)
        .values(read_at=now())
    )
    db.session.expire_all()
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


def choose_all(actor: Actor, cadence: Cadence) -> None:
    """The same for every kind this person may choose about: one digest, all at once, or no e-mail."""
    choose(actor, {kind: cadence for kind in kinds_for(actor.roles) if kind not in URGENT})


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

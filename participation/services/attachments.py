"""Keeping a photograph or a document with a record, and finding those a reader may see.

Who may see a record's files is asked of the record's own subject (app.attachments has the table). What a child, a
resident or a provider sends waits at the gate like their words, and is found by nobody but the desk until released.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from app import audit
from app.clock import now
from app.db import db
from models.attachments import Attachment
from participation.rules import attachments as rules
from participation.rules.attachments import FileKind, Upload
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, pictures
from participation.services.consents_photos import everybody_agrees

FILE_NAME = "file_name"


def keep(
    actor: Actor, subject_type: str, subject_id: str, upload: Upload, *, area_id: int | None = None
) -> Attachment:
    """Keep one file with a record (its public id). The same file sent again for it is the one kept before.

    The caller has checked that the actor may add to the record. Raises Refusal (field "file") for what is not taken:
    another kind of file, too large, cut short, or more than the record's share.
    """
    who, digest = known(actor), hashlib.sha256(upload.content).hexdigest()
    kind = rules.kind_of(upload.content)
    rules.check_size(kind, len(upload.content))
    if (earlier := _kept_before(subject_type, subject_id, digest, who)) is not None:
        return earlier
    width: int | None
    height: int | None
    if kind is FileKind.PICTURE:
        content, width, height = pictures.rewritten(upload.content)
    else:
        rules.check_document(upload.content)
        content, width, height = upload.content, None, None
    _check_room(who, subject_type, subject_id, len(content))
    made = Attachment(
        subject_type=subject_type, subject_id=subject_id, kind=kind, words=upload.words[: rules.LONGEST_WORDS],
        content=content, size=len(content), width=width, height=height, sent_digest=digest, added_by_id=who,
        added_at=now(), taken_away_at=None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    said = {gate.WORDS: made.words, FILE_NAME: "" if actor.speaks_officially else upload.name[:200]}
    gate.hold_parts(
        WordsKind.ATTACHMENT, made.public_id, said, by=actor, area_id=area_id, passes=actor.speaks_officially
    )
    audit.record("attachment.kept", made, actor=actor, of=subject_type, record=subject_id, bytes=made.size)
    return made


@dataclass(frozen=True)
class Shown:
    """A file as one reader sees it: there to open, or still waiting at the desk, or kept there (`waits`, and `kept`).

    Only who added it knows of one that is not there to open.
    """

    attachment: Attachment
    waits: bool
    kept: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown on the page."""
        return self.attachment.kind is FileKind.PICTURE


def of(subject_type: str, subject_id: str, *, viewer: Actor) -> list[Shown]:
    """One record's files, oldest first. The caller has checked that the viewer may see the record."""
    return of_many(subject_type, [subject_id], viewer=viewer).get(subject_id, [])


def of_many(subject_type: str, subject_ids: Collection[str], *, viewer: Actor) -> dict[str, list[Shown]]:
    """The files of many records by public id, in one query; those nobody has released yet only to who added them."""
    if not subject_ids:
        return {}
    found: dict[str, list[Shown]] = {}
    of_these = sa.and_(Attachment.subject_type == subject_type, Attachment.subject_id.in_(subject_ids))
    for shown in _shown(of_these, viewer):
        found.setdefault(shown.attachment.subject_id, []).append(shown)
    return found


def of_keys(keys: sa.Select[int], *, viewer: Actor) -> list[Shown]:
    """Files by their keys, whatever record each was added to, oldest first: those that came along to another."""
    return _shown(Attachment.id.in_(keys), viewer)


def _shown(which: sa.ColumnElement[bool], viewer: Actor) -> list[Shown]:
    released = Attachment.public_id.in_(gate.released_ids(WordsKind.ATTACHMENT))
    kept = Attachment.public_id.in_(gate.kept_ids(WordsKind.ATTACHMENT))
    query = _there().add_columns(released, kept).where(
        which, everybody_agrees(), sa.or_(released, Attachment.added_by_id == viewer.user_id)
    )  # fmt: skip
    rows = db.session.execute(query.order_by(Attachment.id))
    return [Shown(attachment, not is_released, is_kept) for attachment, is_released, is_kept in rows]


def still_waiting(subject_type: str, subject_ids: Collection[str]) -> dict[str, int]:
    """By record, how many of its files nobody at the desk has decided on: a number, and nothing else about them."""
    there = _there().where(Attachment.subject_type == subject_type, Attachment.subject_id.in_(subject_ids))
    of_which = {one.public_id: one.subject_id for one in db.session.scalars(there)} if subject_ids else {}
    waiting = gate.undecided_ids(WordsKind.ATTACHMENT, list(of_which))
    return dict(Counter(of_which[public_id] for public_id in waiting))


def get_released(public_id: str) -> Attachment:
    """One released file with its content; the caller asks its record's subject who may see it. NotFound otherwise."""
    query = _there().where(
        Attachment.public_id == public_id,
        everybody_agrees(),
        Attachment.public_id.in_(gate.released_ids(WordsKind.ATTACHMENT)),
    )
    found = db.session.scalars(query.options(undefer(Attachment.content))).first()
    if found is None:
        raise NotFound
    return found


def held_file(public_id: str) -> Attachment | None:
    """A file whatever the gate says, with its content: for the desk alone, which records each reading."""
    query = sa.select(Attachment).where(Attachment.public_id == public_id)
    return db.session.scalars(query.options(undefer(Attachment.content))).first()


def take_away(actor: Actor, public_id: str) -> Attachment:
    """Take a file off its record, by who added it. It is kept for the record's history, and found no more."""
    found = db.session.scalars(_there().where(Attachment.public_id == public_id)).first()
    if found is None or found.added_by_id != actor.user_id:
        raise NotFound
    found.taken_away_at = now()
    audit.record("attachment.taken_away", found, actor=actor)
    return found


def check_has(subject_type: str, subject_id: str, why: str) -> None:
    """Refuse (field "file") when a record has no file at all, held ones counted."""
    query = _there().where(Attachment.subject_type == subject_type, Attachment.subject_id == subject_id)
    if db.session.scalars(query.limit(1)).first() is None:
        raise Refusal(why, field=rules.FIELD)


def _there() -> sa.Select[Attachment]:
    return sa.select(Attachment).where(Attachment.taken_away_at.is_(None))


def _kept_before(subject_type: str, subject_id: str, digest: str, who: int) -> Attachment | None:
    query = _there().where(
        Attachment.subject_type == subject_type, Attachment.subject_id == subject_id,
        Attachment.sent_digest == digest, Attachment.added_by_id == who,
    )  # fmt: skip
    return db.session.scalars(query).first()


def _check_room(who: int, subject_type: str, subject_id: str, more: int) -> None:
    here = sa.and_(
        Attachment.subject_type == subject_type,
        Attachment.subject_id == subject_id,
        Attachment.taken_away_at.is_(None),
    )
    files, held = db.session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Attachment.size), 0)).where(here)
    ).one()
    mine = (Attachment.added_by_id == who, Attachment.added_at > now() - timedelta(days=1))
    today = db.session.scalar(sa.select(sa.func.count()).select_from(Attachment).where(*mine)) or 0
    rules.check_room(files, int(held), more, today)

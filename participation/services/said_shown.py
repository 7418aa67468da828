"""Drawings and spoken words outside the desk: only once let through, and only to whom their maker agreed.

Each is a record of agreement of its own (the fourth of the four): who said so, for what, until when, and taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.feedback import Feedback
from models.saying import HowSaid, MediaConsent, SaidMedia
from models.themes import Theme, ThemeItem
from models.triage import TriageItem
from participation.rules.consents import Agreed, Giver
from participation.rules.feedback import Origin
from participation.rules.media import SHOWN_FOR_DAYS, MediaKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound
from participation.rules.themes import ThemeState
from participation.services import feedback_media
from participation.services.released import ReleasedFeedback
from participation.services.shut_outs import not_about


@dataclass(frozen=True)
class Seen:
    """The thing itself, opened."""

    mime: str
    content: bytes


def made(said: Feedback) -> dict[MediaKind, SaidMedia]:
    """What was drawn or spoken with one thing said, by kind, without the content."""
    rows = db.session.scalars(sa.select(SaidMedia).where(SaidMedia.feedback_id == said.id))
    return {one.kind: one for one in rows}


def answers(said: Feedback) -> dict[MediaKind, bool]:
    """What was answered about showing it and still holds; what was never asked is left out."""
    query = sa.select(SaidMedia.kind, MediaConsent.agreed).join(
        MediaConsent, MediaConsent.media_id == SaidMedia.id
    )
    query = query.where(SaidMedia.feedback_id == said.id, _newest()).order_by(MediaConsent.id)
    return {kind: agreed is Agreed.YES for kind, agreed in db.session.execute(query)}


def say(
    actor: Actor, said: Feedback, shown: Mapping[MediaKind, bool], given_by: Giver = Giver.THEMSELVES
) -> None:
    """Keep whether it may be shown. A no takes an earlier yes back, at once; the same answer again changes nothing."""
    there, before = made(said), answers(said)
    by = actor if actor.has(Role.PARTICIPATION_WORKER) else Actor.nobody()  # never who spoke
    for kind, yes in shown.items():
        media = there.get(kind)
        if media is None or before.get(kind) is yes:
            continue
        earlier = sa.update(MediaConsent).where(
            MediaConsent.media_id == media.id, MediaConsent.withdrawn_at.is_(None)
        )
        db.session.execute(earlier.values(withdrawn_at=now()))
        until = local_date(now()) + timedelta(days=SHOWN_FOR_DAYS)
        written = MediaConsent(
            media_id=media.id, agreed=Agreed.YES if yes else Agreed.NO, given_by=given_by,
            until=until if yes else None, recorded_at=now(), recorded_by_id=by.user_id,
        )  # fmt: skip
        db.session.add(written)
        db.session.flush()
        audit.record("media.may_be_shown" if yes else "media.not_to_be_shown", written, actor=by)


def shown_ids(media: Sequence[SaidMedia]) -> set[str]:
    """Which of these (released already) their makers let be shown. One query, or none for none."""
    if not media:
        return set()
    query = sa.select(SaidMedia.public_id).where(SaidMedia.id.in_([one.id for one in media]), agreed())
    return set(db.session.scalars(query))


def get_shown_for(actor: Actor, public_id: str) -> Seen:
    """A drawing or a recording for somebody who works with it; NotFound before the release, or without agreement.

    A participation worker sees every one; whoever answers sees those in a theme that was sent to them. The words beside
    it must be released too, and nobody sees one about whom a concern stands.
    """
    media = feedback_media.get_released(public_id)
    mine = ReleasedFeedback().read_by(actor).where(Feedback.id == media.feedback_id)
    if not actor.has(Role.PARTICIPATION_WORKER):
        sent = sa.select(ThemeItem.feedback_id).join(Theme, Theme.id == ThemeItem.theme_id)
        sent = sent.where(Theme.responder_id == actor.user_id, Theme.state != ThemeState.GATHERING)
        mine = mine.where(Feedback.id.in_(sent))
    if actor.user_id is None or not mine.count() or public_id not in shown_ids([media]):
        raise NotFound
    if _is_about(actor, media):
        raise NotFound
    return Seen(media.mime, feedback_media.content_of(media))


def own_of(said_public_id: str) -> list[SaidMedia]:
    """What somebody who came back drew or spoke, once it was let through: also what they do not let others see."""
    ids = list(db.session.scalars(_parts(said_public_id)))
    found = feedback_media.released_of(ids)
    return [one for public_id in ids for one in found.get(public_id, [])]


def check_there(public_id: str) -> None:
    """Raise NotFound for an id that is nothing's, so that nobody is asked for words that could not help."""
    if db.session.scalar(sa.select(SaidMedia.id).where(SaidMedia.public_id == public_id)) is None:
        raise NotFound


def get_own(said_public_id: str, public_id: str) -> Seen:
    """One of them; NotFound for anybody else's, before the release and once it was taken back."""
    found = next((one for one in own_of(said_public_id) if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    return Seen(found.mime, feedback_media.content_of(found))


def agreed() -> sa.ColumnElement[bool]:
    """For a query on SaidMedia: the newest record is a yes that still holds."""
    yes = sa.exists().where(
        MediaConsent.media_id == SaidMedia.id, _newest(), MediaConsent.agreed == Agreed.YES,
        MediaConsent.until >= local_date(now()),
    )  # fmt: skip
    return yes.correlate(SaidMedia)


def _newest() -> sa.ColumnElement[bool]:
    later = aliased(MediaConsent)
    newer = sa.exists().where(later.media_id == MediaConsent.media_id, later.id > MediaConsent.id)
    return sa.and_(MediaConsent.withdrawn_at.is_(None), ~newer)


def _parts(public_id: str) -> sa.Select[str]:
    first = sa.select(Feedback.id).where(Feedback.public_id == public_id).scalar_subquery()
    added = sa.select(HowSaid.feedback_id).where(HowSaid.same_as_id == first, HowSaid.origin == Origin.ADDED)
    return (
        sa.select(Feedback.public_id).where(sa.or_(Feedback.public_id == public_id, Feedback.id.in_(added)))
        .order_by(Feedback.id)
    )  # fmt: skip


def _is_about(actor: Actor, media: SaidMedia) -> bool:
    """Whether a concern about the reader stands in the drawing or sound itself."""
    item = sa.select(TriageItem.id).where(
        TriageItem.kind == feedback_media.KINDS[media.kind], TriageItem.words_of == media.public_id,
        TriageItem.is_latest, not_about(actor),
    )  # fmt: skip
    return db.session.scalar(item) is None

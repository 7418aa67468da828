"""Drawings and spoken words: sealed as they come in, sent with the rest, and each held at the gate by itself.

Screening cannot look at a drawing or listen, so whatever raised the rest of what was said raises these too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal_bytes, unseal_bytes
from models.feedback import Feedback, FeedbackDraft
from models.saying import SaidMedia, TakenBack
from participation.rules.attachments import FIELD, FileKind, check_size, kind_of
from participation.rules.gate import WordsKind
from participation.rules.media import MediaKind, sound_type
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, pictures

KINDS: dict[MediaKind, WordsKind] = {MediaKind.DRAWING: WordsKind.DRAWING, MediaKind.SOUND: WordsKind.SOUND}


@dataclass(frozen=True)
class Made:
    """Something drawn or spoken, checked and ready to keep. A drawing is written anew: only its dots are left."""

    kind: MediaKind
    mime: str
    content: bytes


def made_from(kind: MediaKind, content: bytes) -> Made:
    """Check what was sent; raises Refusal, naming the field ("drawing" or "sound"), for what cannot be kept."""
    if kind is MediaKind.SOUND:
        return Made(kind, sound_type(content), content)
    try:
        return Made(kind, "image/jpeg", _rewritten(content))
    except Refusal as refusal:
        raise Refusal(refusal.reason, field=str(MediaKind.DRAWING)) from None


def _rewritten(content: bytes) -> bytes:
    found = kind_of(content)
    if found is not FileKind.PICTURE:
        raise Refusal("Choose a photo of your drawing.", field=FIELD)
    check_size(found, len(content))
    return pictures.rewritten(content)[0]


def keep(draft: FeedbackDraft, made: Made) -> None:
    """Keep it with a draft, in place of an earlier one of its kind."""
    take_off(draft, made.kind)
    _add(made, draft=draft.token)


def take_off(draft: FeedbackDraft, kind: MediaKind) -> None:
    """Forget a draft's drawing or sound."""
    db.session.execute(sa.delete(SaidMedia).where(SaidMedia.draft == draft.token, SaidMedia.kind == kind))


def of_draft(draft: FeedbackDraft) -> Mapping[MediaKind, SaidMedia]:
    """What a draft holds, without the content."""
    return {
        one.kind: one
        for one in db.session.scalars(sa.select(SaidMedia).where(SaidMedia.draft == draft.token))
    }


def send(draft: FeedbackDraft, said: Feedback, raised: Sequence[str]) -> None:
    """Send a draft's drawing and sound with what was said."""
    for one in of_draft(draft).values():
        one.draft, one.feedback_id = None, said.id
        _hold(one, said, raised)


def add(said: Feedback, made: Sequence[Made], raised: Sequence[str] = ()) -> None:
    """Add drawings and sound to something that comes in whole (with help, on paper, from offline)."""
    for one in made:
        _hold(_add(one, feedback_id=said.id), said, raised)


def content_of(media: SaidMedia) -> bytes:
    """The drawing or the sound itself, opened. For the desk, its own maker's draft, and `released`."""
    sealed = db.session.scalars(
        sa.select(SaidMedia).where(SaidMedia.id == media.id).options(undefer(SaidMedia.sealed))
    ).one()
    return unseal_bytes(sealed.sealed, _place(media))


def address_of(media: SaidMedia) -> str:
    """The thing itself as an address that holds it, so that no address of it opens for anybody."""
    return f"data:{media.mime};base64,{b64encode(content_of(media)).decode('ascii')}"


def held(public_id: str) -> SaidMedia | None:
    """One by its id, whatever the gate says: for the desk alone, which records each reading."""
    return db.session.scalar(sa.select(SaidMedia).where(SaidMedia.public_id == public_id))


def get_released(public_id: str) -> SaidMedia:
    """One that the desk has let through and nobody took back; raises NotFound for every other."""
    found = db.session.scalar(_released().where(SaidMedia.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def released_of(public_ids: Sequence[str]) -> dict[str, list[SaidMedia]]:
    """The released drawings and sounds of many things said, by public id of what was said: one query."""
    if not public_ids:
        return {}
    rows = db.session.execute(
        _released()
        .add_columns(Feedback.public_id)
        .where(Feedback.public_id.in_(public_ids))
        .order_by(SaidMedia.id)
    )
    found: dict[str, list[SaidMedia]] = {}
    for media, said in rows:
        found.setdefault(said, []).append(media)
    return found


def clear_old(drafts: sa.Select[str]) -> None:
    """Forget what belongs to drafts that are forgotten. For the scheduler, before the drafts themselves go."""
    db.session.execute(sa.delete(SaidMedia).where(SaidMedia.draft.in_(drafts)))


def _released() -> sa.Select[SaidMedia]:
    through = sa.or_(*(
        sa.and_(SaidMedia.kind == kind, SaidMedia.public_id.in_(gate.released_ids(words)))
        for kind, words in KINDS.items()
    ))  # fmt: skip
    kept = ~sa.exists().where(TakenBack.feedback_id == Feedback.id)
    return sa.select(SaidMedia).join(Feedback, Feedback.id == SaidMedia.feedback_id).where(through, kept)


def _hold(media: SaidMedia, said: Feedback, raised: Sequence[str]) -> None:
    db.session.flush()
    gate.hold_parts(
        KINDS[media.kind], media.public_id, {}, by=Actor.nobody(), area_id=said.area_id, raised=raised
    )


def _add(made: Made, *, draft: str | None = None, feedback_id: int | None = None) -> SaidMedia:
    media = SaidMedia(
        public_id=new_public_id(), draft=draft, feedback_id=feedback_id, kind=made.kind, mime=made.mime,
        size=len(made.content), made_at=now(),
    )  # fmt: skip
    media.sealed = seal_bytes(made.content, _place(media))
    db.session.add(media)
    db.session.flush()
    return media


def _place(media: SaidMedia) -> str:
    return place("said_media", media.public_id, "content", 1)

"""Taking back what one said. At once nobody but the desk finds it; the desk's own reading is not undone by it.

A disclosure is not erased by taking it back (SG14): words that wait are still read, and words kept at the desk stay
until their time. What is left is for retention and erasure to clear.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.saying import HowSaid, SaidMedia, TakenBack, Translation
from models.triage import TriageDecision, TriageItem
from participation.rules.gate import Outcome, WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.rules.retention import HeldThing
from participation.services import holds, same_voice, shut_outs
from participation.services import triage_desk as desk


def take_back(public_id: str) -> None:
    """Take back one thing said, with everything added to it. A second time changes nothing. Raises NotFound."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        raise NotFound
    parts = db.session.scalars(
        sa.select(Feedback.id).outerjoin(HowSaid, HowSaid.feedback_id == Feedback.id)
        .where(sa.or_(Feedback.id == said.id, HowSaid.same_as_id == said.id))
    )  # fmt: skip
    new = [part for part in parts if not is_gone(part)]
    db.session.add_all(TakenBack(feedback_id=part, at=now()) for part in new)
    db.session.flush()
    if new:
        audit.record("feedback.taken_back", said, actor=Actor.nobody())
        _tell_the_desk(said)


def all_may_go(public_id: str) -> bool:
    """Whether nothing of this voice waits at the desk, was ever a concern or is held, so that all of it is erased."""
    ids = [
        item.id for item in same_voice.items_of(WordsKind.FEEDBACK, public_id) if item.kind in same_voice.SAID
    ]
    needed = sa.select(TriageItem.id).where(TriageItem.id.in_(ids), sa.or_(
        TriageItem.decided_at.is_(None),
        sa.exists().where(TriageDecision.item_id == TriageItem.id, TriageDecision.outcome != Outcome.NO_CONCERN),
    )).limit(1)  # fmt: skip
    return db.session.scalar(needed) is None and not holds.is_held(HeldThing.FEEDBACK, public_id)


def is_gone(feedback_id: int) -> bool:
    """Whether it was taken back."""
    return db.session.get(TakenBack, feedback_id) is not None


def _tell_the_desk(said: Feedback) -> None:
    """Taking back can be fear: where anything in it gave a reason to read it sooner, the desk is called."""
    items = same_voice.items_of(WordsKind.FEEDBACK, said.public_id)
    if any(item.raised_by or item.outcome not in {None, Outcome.NO_CONCERN} for item in items):
        barred = {key for item in items for key in shut_outs.barred_from(item)}
        desk.call_first(barred, f"taken-back:{said.public_id}", *_LETTER)


_LETTER = (
    "Somebody took back what they had said",
    "Something at the safeguarding desk was taken back by whoever said it. That can be fear. Look at it there.",
)


def is_taken_back(item: TriageItem) -> bool:
    """Whether what waits at the desk was taken back by whoever said it."""
    return bool(among([item]))


def among(items: Iterable[TriageItem]) -> set[int]:
    """The keys of those of these items that were taken back by whoever said them. One query."""
    gone = sa.select(TakenBack.feedback_id)
    said = sa.select(Feedback.public_id).where(Feedback.id.in_(gone))
    media = sa.select(SaidMedia.public_id).where(SaidMedia.feedback_id.in_(gone))
    translated = sa.select(Translation.public_id).where(Translation.feedback_id.in_(gone))
    by_kind = (
        ((WordsKind.FEEDBACK, WordsKind.HELPER_NOTE), said), ((WordsKind.DRAWING, WordsKind.SOUND), media),
        ((WordsKind.TRANSLATION,), translated),
    )  # fmt: skip
    query = sa.select(TriageItem.id).where(
        TriageItem.id.in_([item.id for item in items]),
        sa.or_(
            *(sa.and_(TriageItem.kind.in_(kinds), TriageItem.words_of.in_(ids)) for kinds, ids in by_kind)
        ),
    )
    return set(db.session.scalars(query))

"""Taking back what one said. At once nobody but the desk finds it; the desk's own reading is not undone by it.

A disclosure is not erased by taking it back (SG14): words that wait are still read, and words kept at the desk stay
until their time. What is left is for retention and erasure to clear.
"""

from __future__ import annotations

from typing import Any

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
from participation.services import holds, same_voice


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
    if new:
        audit.record("feedback.taken_back", said, actor=Actor.nobody())
    db.session.flush()


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


def is_taken_back(item: TriageItem) -> bool:
    """Whether what waits at the desk was taken back by whoever said it."""
    if item.kind is WordsKind.FEEDBACK:
        which: sa.Select[Any] = sa.select(Feedback.id).where(Feedback.public_id == item.words_of)
    elif item.kind in {WordsKind.DRAWING, WordsKind.SOUND}:
        which = sa.select(SaidMedia.feedback_id).where(SaidMedia.public_id == item.words_of)
    elif item.kind is WordsKind.TRANSLATION:
        which = sa.select(Translation.feedback_id).where(Translation.public_id == item.words_of)
    else:
        return False
    return db.session.scalar(sa.select(TakenBack.at).where(TakenBack.feedback_id.in_(which))) is not None

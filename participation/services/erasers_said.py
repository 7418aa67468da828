"""Erasing what was said: words, drawings, sound and files, and what waits or waited at the gate of them."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.attachments import Attachment
from models.feedback import Feedback, FeedbackDraft
from models.saying import HowSaid, SaidMedia, Translation
from models.told import ToldChoice
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.services.forgetting import forget, forget_with_words, shred


def erase_words(public_id: str) -> bool:
    """What somebody wrote, drew or spoke, and the reasons written about it. Face, age band and area stay."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        return False
    shred(_items_of(said))
    forget(SaidMedia, sa.select(SaidMedia.id).where(SaidMedia.feedback_id == said.id))
    db.session.execute(sa.delete(Translation).where(Translation.feedback_id == said.id))
    db.session.execute(sa.delete(ToldChoice).where(ToldChoice.feedback_id == said.id))
    db.session.execute(sa.update(HowSaid).where(HowSaid.feedback_id == said.id).values(words_mark=None))
    db.session.execute(sa.delete(FeedbackDraft).where(FeedbackDraft.token == said.sent_as))
    return True


def erase_feedback(public_id: str) -> bool:
    """Everything of one thing said: also that it was said at all. Only the desk's decision without reasons stays."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        return False
    items = sa.update(TriageItem).where(_items_of(said)).execution_options(synchronize_session=False)
    db.session.execute(items.values(released_at=None, released_version=None, raised_by=[], area_id=None))
    erase_words(public_id)
    forget(Feedback, sa.select(Feedback.id).where(Feedback.public_id == public_id))
    return True


def erase_file(public_id: str) -> bool:
    """A photo or document, with what was said of it at the gate."""
    return forget_with_words(Attachment, public_id, WordsKind.ATTACHMENT)


def _items_of(said: Feedback) -> sa.ColumnElement[bool]:
    """What waits or waited at the gate of one thing said: its words, a helper's note, what was made and translated."""
    media = sa.select(SaidMedia.public_id).where(SaidMedia.feedback_id == said.id)
    translated = sa.select(Translation.public_id).where(Translation.feedback_id == said.id)
    words, shown = (WordsKind.FEEDBACK, WordsKind.HELPER_NOTE), (WordsKind.DRAWING, WordsKind.SOUND)
    return sa.or_(
        sa.and_(TriageItem.kind.in_(words), TriageItem.words_of == said.public_id),
        sa.and_(TriageItem.kind.in_(shown), TriageItem.words_of.in_(media)),
        sa.and_(TriageItem.kind == WordsKind.TRANSLATION, TriageItem.words_of.in_(translated)),
    )

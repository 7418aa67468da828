"""Everything at the desk that one person said: words, a drawing, what was added, said anew, or asked about it.

Whoever a concern in one part is about must not see the others either: "it was him again" names nobody by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.requests import DataRequest
from models.saying import HowSaid, SaidMedia, Translation
from models.triage import TriageItem
from participation.rules.gate import WordsKind

_OF_FEEDBACK = frozenset({WordsKind.FEEDBACK, WordsKind.HELPER_NOTE})
_MEDIA = frozenset({WordsKind.DRAWING, WordsKind.SOUND})
SAID = _OF_FEEDBACK | _MEDIA


def items_of(kind: WordsKind, words_of: str) -> list[TriageItem]:
    """Every item of whoever said this, oldest first; of other subjects every item of the same record."""
    said_id = _said_id(kind, words_of)
    if said_id is None:
        mine = sa.and_(TriageItem.kind == kind, TriageItem.words_of == words_of)
    else:
        mine = is_of(parts_of(said_id))
    return list(db.session.scalars(sa.select(TriageItem).where(mine).order_by(TriageItem.id)))


def raised_before(kind: WordsKind, words_of: str) -> list[str]:
    """The reasons to read sooner that any earlier part of what a child said gave; none for other subjects."""
    if kind not in SAID:
        return []
    return list(dict.fromkeys(code for item in items_of(kind, words_of) for code in item.raised_by))


def parts_of(said_id: int) -> set[int]:
    """The keys of everything that is the same voice as this. Something added to what was added counts as well."""
    found, new = {said_id}, {said_id}
    while new:
        pairs = db.session.execute(
            sa.select(HowSaid.feedback_id, HowSaid.same_as_id).where(
                HowSaid.same_as_id.is_not(None),
                sa.or_(HowSaid.feedback_id.in_(new), HowSaid.same_as_id.in_(new)),
            )
        )
        new = {key for pair in pairs for key in pair} - found
        found |= new
    return found


def is_of(said_ids: Iterable[int]) -> sa.ColumnElement[bool]:
    """The condition on an item that it is one of these things said, or drawn, spoken, noted, translated or asked."""
    keys = list(said_ids)
    said = sa.select(Feedback.public_id).where(Feedback.id.in_(keys))
    media = sa.select(SaidMedia.public_id).where(SaidMedia.feedback_id.in_(keys))
    translated = sa.select(Translation.public_id).where(Translation.feedback_id.in_(keys))
    asked = sa.select(DataRequest.public_id).where(DataRequest.about.in_(said))
    return sa.or_(
        sa.and_(TriageItem.kind.in_(_OF_FEEDBACK), TriageItem.words_of.in_(said)),
        sa.and_(TriageItem.kind.in_(_MEDIA), TriageItem.words_of.in_(media)),
        sa.and_(TriageItem.kind == WordsKind.TRANSLATION, TriageItem.words_of.in_(translated)),
        sa.and_(TriageItem.kind == WordsKind.DATA_REQUEST, TriageItem.words_of.in_(asked)),
    )


def _said_id(kind: WordsKind, words_of: str) -> int | None:
    if kind in _OF_FEEDBACK:
        return db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id == words_of))
    if kind in _MEDIA:
        return db.session.scalar(sa.select(SaidMedia.feedback_id).where(SaidMedia.public_id == words_of))
    if kind is WordsKind.TRANSLATION:
        return db.session.scalar(sa.select(Translation.feedback_id).where(Translation.public_id == words_of))
    if kind is WordsKind.DATA_REQUEST:  # one that came from the page of come-back words is of that voice
        asked = sa.select(DataRequest.about).where(DataRequest.public_id == words_of)
        return db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id.in_(asked)))
    return None

"""How something was said: online, at a tablet, with help, on paper; and which things said are one voice.

A sheet of paper and the same child's words online are found by the sheet's number, or by the same words in the same
listening. Nothing about who they are is needed. Both are kept and read; one is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from app.keyed import keyed_digest
from models.feedback import Feedback
from models.saying import HowSaid
from participation.rules.feedback import Origin
from participation.rules.support import Support, Translator

FEWEST_LETTERS = (
    12  # shorter words ("more swings") are said by many; longer ones the same on paper and online are not
)


@dataclass(frozen=True)
class How:
    """By which way it came in, and what help was given."""

    origin: Origin
    support: tuple[Support, ...] = ()
    language: str = ""
    translator: Translator | None = None
    helped_by_id: int | None = None
    sheet_id: int | None = None
    same_as_id: int | None = None


def note(said: Feedback, words: str, how: How) -> HowSaid:
    """Keep how it was said, with the earlier thing said that is the same voice, if there is one."""
    mark = _mark(said.listening_id, words)
    row = HowSaid(
        feedback_id=said.id, origin=how.origin, support=[str(one) for one in how.support], language=how.language,
        translator=how.translator, helped_by_id=how.helped_by_id, sheet_id=how.sheet_id, words_mark=mark,
        same_as_id=how.same_as_id or _same_voice(how, mark),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def is_counted() -> sa.ColumnElement[bool]:
    """The condition (on Feedback) that it is a voice of its own, not another part of one that is counted already."""
    again = sa.exists().where(HowSaid.feedback_id == Feedback.id, HowSaid.same_as_id.is_not(None))
    return ~again.correlate(Feedback)


def of(said: Feedback) -> HowSaid | None:
    """How one thing was said."""
    return db.session.get(HowSaid, said.id)


def of_many(feedback_ids: Sequence[int]) -> dict[int, HowSaid]:
    """How many things were said, in one query."""
    rows = db.session.scalars(sa.select(HowSaid).where(HowSaid.feedback_id.in_(feedback_ids)))
    return {row.feedback_id: row for row in rows}


def _same_voice(how: How, mark: str | None) -> int | None:
    """The first thing said with this sheet, or with these very words on paper where this is not (and the other way)."""
    on_paper = HowSaid.origin == Origin.PAPER
    by_sheet = HowSaid.sheet_id == how.sheet_id if how.sheet_id else sa.false()
    by_words = sa.and_(HowSaid.words_mark == mark, ~on_paper if how.origin is Origin.PAPER else on_paper)
    return db.session.scalar(
        sa.select(HowSaid.feedback_id)
        .where(HowSaid.same_as_id.is_(None), sa.or_(by_sheet, by_words if mark else sa.false()))
        .order_by(HowSaid.feedback_id).limit(1)
    )  # fmt: skip


def _mark(listening_id: int, words: str) -> str | None:
    plain = "".join(re.findall(r"\w", words.casefold()))
    return keyed_digest("words mark", f"{listening_id}|{plain}") if len(plain) >= FEWEST_LETTERS else None

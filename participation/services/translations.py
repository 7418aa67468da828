"""Putting released words into another language, later. The original stays beside it, and the desk reads it first.

A translation belongs to the version it was made of. Once words are taken out of that version, or their speaker takes
them back or says them anew, nobody is shown it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.saying import Translation
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.support import TRANSLATOR_WORDS, Translator, check_later_translation
from participation.services import gate
from participation.services.shut_outs import not_about


@dataclass(frozen=True)
class Translated:
    """One translation as it was let through: the words, into what, and by whom."""

    language: str
    by: str
    words: str


def add(actor: Actor, said_public_id: str, words: str, language: str, translator: Translator) -> Translation:
    """Add one. It is held until the desk has read it. Raises Refusal for a relative, or while one waits or stands."""
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == said_public_id))
    item = _released_item(said_public_id)
    if said is None or item is None or item.released_version is None:
        raise NotFound
    original = "\n\n".join(gate.released_texts(WordsKind.FEEDBACK, [said_public_id])[said_public_id].values())
    if not original:
        raise Refusal("There are no words here to translate.", field="words")
    check_later_translation(original, words, translator)
    _one_of_each(said, item.released_version, language)
    made = Translation(
        feedback_id=said.id, of_version=item.released_version, language=language, translator=translator,
        by_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    held = gate.hold_parts(
        WordsKind.TRANSLATION, made.public_id, {gate.WORDS: words}, by=actor, area_id=item.area_id,
        raised=item.raised_by, beside=(original,),
    )  # fmt: skip
    audit.record("words.translated", held, actor=actor, language=language)
    return made


def waiting(said_public_id: str) -> list[str]:
    """The languages of translations that were added and not decided on yet."""
    rows = db.session.execute(
        sa.select(Translation.language, Translation.public_id)
        .join(Feedback, Feedback.id == Translation.feedback_id)
        .where(Feedback.public_id == said_public_id).order_by(Translation.id)
    ).all()  # fmt: skip
    undecided = gate.undecided_ids(WordsKind.TRANSLATION, [public_id for _, public_id in rows])
    return [language for language, public_id in rows if public_id in undecided]


def of_many(versions: dict[int, int], reader: Actor | None) -> dict[int, tuple[Translated, ...]]:
    """What was let through of these things said: {key: its released version}. Two queries, or none for none.

    A reader about whom a concern stands in a translation is not shown it.
    """
    if not versions:
        return {}
    query = sa.select(Translation).join(TriageItem, sa.and_(
        TriageItem.kind == WordsKind.TRANSLATION, TriageItem.words_of == Translation.public_id,
        TriageItem.is_latest, TriageItem.released_at.is_not(None),
    )).where(Translation.feedback_id.in_(versions)).order_by(Translation.id)  # fmt: skip
    if reader is not None:
        query = query.where(not_about(reader))
    rows = [one for one in db.session.scalars(query) if one.of_version == versions[one.feedback_id]]
    every = sa.select(Translation.public_id).where(Translation.feedback_id.in_(versions))
    texts = gate.released_texts(WordsKind.TRANSLATION, every)
    return {key: _of(rows, texts, key) for key in {one.feedback_id for one in rows}}


def _of(rows: Sequence[Translation], texts: dict[str, dict[str, str]], key: int) -> tuple[Translated, ...]:
    return tuple(
        Translated(one.language, TRANSLATOR_WORDS[one.translator].lower(), texts[one.public_id][gate.WORDS])
        for one in rows
        if one.feedback_id == key and gate.WORDS in texts.get(one.public_id, {})
    )


def _released_item(said_public_id: str) -> TriageItem | None:
    return db.session.scalar(
        sa.select(TriageItem).where(
            TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == said_public_id, TriageItem.is_latest,
            TriageItem.released_at.is_not(None),
        )
    )  # fmt: skip


def _one_of_each(said: Feedback, version: int, language: str) -> None:
    """One translation of one version into one language: two would be two sets of a child's words."""
    there = db.session.execute(
        sa.select(Translation.language, Translation.public_id).where(
            Translation.feedback_id == said.id, Translation.of_version == version
        )
    ).all()
    same = [public_id for known_one, public_id in there if known_one.casefold() == language.casefold()]
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.TRANSLATION, same))) if same else set()
    if set(same) - kept:
        raise Refusal(f"There is a translation into {language} already.", field="language")

"""Answers to I-statements are counted when the desk lets through what they are part of, and never before."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.pairs import ListeningPair, Pair, PairAnswer
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.pairs import answers_in
from participation.services import gate


def count(item: TriageItem) -> None:
    """Write down the answers in what was just let through, in place of earlier ones of the same voice."""
    if item.kind is not WordsKind.FEEDBACK:
        return
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == item.words_of))
    if said is None:
        return
    query = sa.select(Pair.id, Pair.i_words).join(ListeningPair, ListeningPair.pair_id == Pair.id)
    rows = db.session.execute(query.where(ListeningPair.listening_id == said.listening_id))
    asked = {row.id: row.i_words for row in rows}
    if not asked:
        return
    texts = gate.released_texts(WordsKind.FEEDBACK, [said.public_id]).get(said.public_id, {})
    db.session.execute(sa.delete(PairAnswer).where(PairAnswer.feedback_id == said.id))
    db.session.add_all(
        PairAnswer(feedback_id=said.id, pair_id=key, answer=answer)
        for key, answer in answers_in(texts.get("statements", ""), asked).items()
    )
    db.session.flush()

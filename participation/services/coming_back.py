"""Coming back to say more: adding, correcting and taking back what one said. Everything new goes to the gate again."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from app.keyed import keyed_digest
from models.feedback import Feedback
from models.listening import Listening
from models.saying import HowSaid
from participation.rules.feedback import Origin, Screen
from participation.rules.gate import WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, taken_back
from participation.services.how_said import How
from participation.services.taking_in import Whole, take_in
from participation.services.tokens import sent_with

NOTHING = "Write something, or go back."


def add(public_id: str, words: str, key: str) -> Feedback:
    """Add something to what one said. It is kept beside the first words and is not a second voice.

    The same form sent twice (`key`) adds once.
    """
    first = _mine(public_id)
    if not words:
        raise Refusal(NOTHING, field="words")
    token = keyed_digest("adding", f"{public_id}|{key}")
    if (earlier := sent_with(token)) is not None:
        return earlier
    answers = {str(Screen.WORDS): words, str(Screen.AGE): str(first.age_band or "")}
    listening = db.session.get_one(Listening, first.listening_id)
    said, _, _ = take_in(
        Whole(listening, first.route, answers, token, How(Origin.ADDED, same_as_id=first.id))
    )
    return said


def correct(public_id: str, words: str) -> None:
    """Say it with other words: they go to the gate, and the old ones are shown to nobody from now on.

    The first words stay at the desk, sealed, as they were said.
    """
    said = _mine(public_id)
    if not words:
        raise Refusal(NOTHING, field="words")
    if gate.says_now(WordsKind.FEEDBACK, public_id, {"words": words}):  # the same form sent twice
        return
    gate.hold_again(WordsKind.FEEDBACK, public_id, {"words": words}, face=said.face, age_band=said.age_band)


def parts_of(said_id: int) -> int:
    """How many times something was added."""
    query = sa.select(sa.func.count()).where(HowSaid.same_as_id == said_id, HowSaid.origin == Origin.ADDED)
    return db.session.scalar(query) or 0


def is_gone(public_id: str) -> bool:
    """Whether it was taken back, so that nothing can be added to it or said differently."""
    said = db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id == public_id))
    return said is not None and taken_back.is_gone(said)


def _mine(public_id: str) -> Feedback:
    said = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == public_id))
    if said is None:
        raise NotFound
    if taken_back.is_gone(said.id):
        raise Refusal("You have taken this back. You can say something new.")
    return said

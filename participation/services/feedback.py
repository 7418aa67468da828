"""Saying something and coming back for the answer. No name, no account: a token in the browser and four words.

Answers not sent yet are sealed in a draft known only by a digest of the browser's token, so a reload or a double tap
loses nothing and a copy of the database says nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db, new_public_id
from app.keyed import keyed_bytes, keyed_digest
from app.sealed import place, seal, unseal
from models.feedback import Feedback, FeedbackDraft
from models.listening import Listening
from models.places import Area
from participation.rules.feedback import Route, Screen, check_said, screens
from participation.rules.gate import WordsKind
from participation.rules.listening import ListeningState
from participation.rules.passphrases import words_from
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import Refusal
from participation.services import gate
from participation.services.listening import state

DRAFT_LASTS = timedelta(hours=24)
EXAMPLE_TOKEN = "a visitor to the demo place"  # noqa: S105 - only the demo sends anything under it


def new_token() -> str:
    """What the browser holds while somebody writes: random, and the key that makes a second sending the first."""
    return secrets.token_urlsafe(32)


def begin(listening: Listening, route: Route, token: str) -> FeedbackDraft:
    """Start answering; raises Refusal when the listening is not open (or not for this person)."""
    if state(listening) is not ListeningState.OPEN:
        raise Refusal("This listening has closed.")
    if not (listening.for_children if route is Route.CHILD else listening.for_parents):
        raise Refusal("This listening is for somebody else. Choose another one.")
    draft = FeedbackDraft(token=_digest(token), listening_id=listening.id, route=route, begun_at=now())
    _seal_answers(draft, {})
    db.session.add(draft)
    db.session.flush()
    return draft


def draft_of(listening: Listening, token: str | None) -> FeedbackDraft | None:
    """The draft this browser has for this listening, sent or not; None when there is none or it is too old."""
    if not token:
        return None
    return db.session.scalar(
        sa.select(FeedbackDraft).where(
            FeedbackDraft.token == _digest(token), FeedbackDraft.listening_id == listening.id,
            FeedbackDraft.begun_at > now() - DRAFT_LASTS,
        )
    )  # fmt: skip


def answers_in(draft: FeedbackDraft) -> dict[str, str]:
    """What has been answered so far, by screen; empty once sent."""
    if draft.answers is None:
        return {}
    found: dict[str, str] = json.loads(unseal(draft.answers, _place(draft)))
    return found


def screens_of(listening: Listening, route: Route) -> tuple[Screen, ...]:
    """The screens this person will see, in order."""
    return screens(route, asks_more=bool(listening.more_question), asks_area=listening.area_id is None)


def keep(draft: FeedbackDraft, screen: Screen, answer: str) -> None:
    """Keep one screen's answer (empty: it was skipped). Nothing happens once the draft was sent."""
    if draft.answers is None:
        return
    answers = {**answers_in(draft), screen: answer}
    _seal_answers(draft, {name: text for name, text in answers.items() if text})
    db.session.flush()


def keep_all(draft: FeedbackDraft, answers: Mapping[Screen, str]) -> None:
    """Keep several screens' answers at once (paper brought back, or a whole page)."""
    _seal_answers(draft, {str(screen): text for screen, text in answers.items() if text})


def send(draft: FeedbackDraft, token: str) -> str:
    """Send what was said to the gate; a second call does nothing. Returns the public id of what was said.

    Raises Refusal when every question that says anything was skipped.
    """
    if draft.answers is None:
        return db.session.scalars(sa.select(Feedback.public_id).where(Feedback.sent_as == draft.token)).one()
    answers = answers_in(draft)
    check_said(answers)
    draft.turn, come_back = _free_words(token)
    listening = db.session.get_one(Listening, draft.listening_id)
    face = int(answers[Screen.FACE]) if answers.get(Screen.FACE) else None
    band = AgeBand(answers[Screen.AGE]) if answers.get(Screen.AGE) else None
    said = Feedback(
        public_id=new_public_id(), listening_id=draft.listening_id, route=draft.route, face=face, age_band=band,
        area_id=listening.area_id or _area_id(answers.get(Screen.AREA)), said_at=now(), come_back=come_back,
        sent_as=_digest(token),
    )  # fmt: skip
    db.session.add(said)
    db.session.flush()
    gate.hold_parts(
        WordsKind.FEEDBACK, said.public_id, {name: answers.get(name, "") for name in (Screen.WORDS, Screen.MORE)},
        by=Actor.nobody(), area_id=said.area_id, face=face, age_band=band if draft.route is Route.CHILD else None,
    )  # fmt: skip
    draft.answers = None
    db.session.flush()
    return said.public_id


def words_for(draft: FeedbackDraft, token: str) -> list[str]:
    """The four come-back words of a sent draft: the same ones however often they are asked for."""
    return _words(token, draft.turn or 0).split()


def example_words() -> str:
    """The come-back words of the demo's one well-known token, so that a visitor can try the way back."""
    return _words(EXAMPLE_TOKEN, 0)


def clear_old_drafts(at: datetime | None = None) -> int:
    """Forget answers never sent, and spent drafts, a day after they were begun. For the scheduler."""
    gone = db.session.execute(
        sa.delete(FeedbackDraft).where(FeedbackDraft.begun_at <= (at or now()) - DRAFT_LASTS)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def come_back_digest(words: str) -> str:
    """What is stored instead of come-back words."""
    return keyed_digest("come-back", words)


def _words(token: str, turn: int) -> str:
    return words_from(keyed_bytes("come-back words", f"{token}|{turn}"))


def _free_words(token: str) -> tuple[int, str]:
    """The first turn whose words nobody else was given, with their digest."""
    turn = 0
    while True:
        digest = come_back_digest(_words(token, turn))
        if not db.session.scalar(sa.select(Feedback.id).where(Feedback.come_back == digest)):
            return turn, digest
        turn += 1


def _seal_answers(draft: FeedbackDraft, answers: dict[str, str]) -> None:
    draft.answers = seal(json.dumps(answers, ensure_ascii=False), _place(draft))


def _place(draft: FeedbackDraft) -> str:
    return place("feedback_drafts", draft.token, "answers", 1)


def _digest(token: str) -> str:
    return keyed_digest("saying", token)


def _area_id(public_id: str | None) -> int | None:
    return db.session.scalar(sa.select(Area.id).where(Area.public_id == public_id)) if public_id else None

"""Saying something and coming back for the answer. No name, no account: a token in the browser and four words.

Answers not sent yet are sealed in a draft known only by a digest of the browser's token, so a reload or a double tap
loses nothing and a copy of the database says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.sealed import place, seal, unseal
from models.feedback import Feedback, FeedbackDraft
from models.listening import Listening
from participation.rules.feedback import Route, Screen, screens
from participation.rules.listening import ListeningState
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.services import feedback_media
from participation.services.how_said import How
from participation.services.listening import state
from participation.services.taking_in import ONLINE, Whole, take_in
from participation.services.tokens import new_token, token_digest, words_of

__all__ = ["new_token"]  # asked for here by those who begin a draft
DRAFT_LASTS = timedelta(hours=24)
EXAMPLE_TOKEN = "a visitor to the demo place"  # noqa: S105 - only the demo sends anything under it


def begin(listening: Listening, route: Route, token: str) -> FeedbackDraft:
    """Start answering; raises Refusal when the listening is not open (or not for this person)."""
    if state(listening) is not ListeningState.OPEN:
        raise Refusal("This listening has closed.")
    if not (listening.for_children if route is Route.CHILD else listening.for_parents):
        raise Refusal("This listening is for somebody else. Choose another one.")
    draft = FeedbackDraft(token=token_digest(token), listening_id=listening.id, route=route, begun_at=now())
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
            FeedbackDraft.token == token_digest(token), FeedbackDraft.listening_id == listening.id,
            FeedbackDraft.begun_at > now() - DRAFT_LASTS,
        )
    )  # fmt: skip


def answers_in(draft: FeedbackDraft) -> dict[str, str]:
    """What has been answered so far, by screen; empty once sent."""
    if draft.answers is None:
        return {}
    found: dict[str, str] = json.loads(unseal(draft.answers, _place(draft)))
    return found


def screens_of(
    listening: Listening, route: Route, answers: Mapping[str, str] | None = None
) -> tuple[Screen, ...]:
    """The screens this person will see, in order, as far as their answers tell."""
    age = (answers or {}).get(Screen.AGE)
    return screens(
        route, asks_more=bool(listening.more_question), asks_area=listening.area_id is None, ways=listening.offers,
        bands=listening.bands, band=AgeBand(age) if age else None,
    )  # fmt: skip


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


def send(draft: FeedbackDraft, token: str, how: How = ONLINE) -> str:
    """Send what was said to the gate; a second call does nothing. Returns the public id of what was said.

    Raises Refusal when every question that says anything was skipped.
    """
    if draft.answers is None:
        return db.session.scalars(sa.select(Feedback.public_id).where(Feedback.sent_as == draft.token)).one()
    answers, media = answers_in(draft), feedback_media.of_draft(draft)
    listening = db.session.get_one(Listening, draft.listening_id)
    said, item, draft.turn = take_in(
        Whole(listening, draft.route, answers, token, how, has_media=bool(media))
    )
    feedback_media.send(draft, said, item.raised_by)
    draft.answers = None
    db.session.flush()
    return said.public_id


def forget(draft: FeedbackDraft) -> None:
    """Forget answers not sent, and what was drawn or spoken with them."""
    feedback_media.clear_old(sa.select(FeedbackDraft.token).where(FeedbackDraft.token == draft.token))
    db.session.delete(draft)
    db.session.flush()


def words_for(draft: FeedbackDraft, token: str) -> list[str]:
    """The four come-back words of a sent draft: the same ones however often they are asked for."""
    return words_of(token, draft.turn or 0).split()


def example_words() -> str:
    """The come-back words of the demo's one well-known token, so that a visitor can try the way back."""
    return words_of(EXAMPLE_TOKEN)


def clear_old_drafts(at: datetime | None = None) -> int:
    """Forget answers never sent, and spent drafts, a day after they were begun. For the scheduler."""
    old = FeedbackDraft.begun_at <= (at or now()) - DRAFT_LASTS
    feedback_media.clear_old(sa.select(FeedbackDraft.token).where(old))
    gone = db.session.execute(sa.delete(FeedbackDraft).where(old))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _seal_answers(draft: FeedbackDraft, answers: dict[str, str]) -> None:
    draft.answers = seal(json.dumps(answers, ensure_ascii=False), _place(draft))


def _place(draft: FeedbackDraft) -> str:
    return place("feedback_drafts", draft.token, "answers", 1)

"""What a child may say of themselves once they have said something: counted once, and tied to nothing they said."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback, FeedbackDraft
from models.listening import Listening
from participation.rules.feedback import Route
from participation.rules.people import AgeBand
from participation.rules.reach import YES_NO, Dimension
from participation.services import feedback, reach


def may_say(listening: Listening, token: str | None) -> bool:
    """Whether this browser has sent something here and has not answered these questions yet."""
    draft = feedback.draft_of(listening, token)
    return draft is not None and draft.answers is None and not draft.described and _is_childs(draft)


def say(listening: Listening, token: str, said: Mapping[Dimension, str]) -> None:
    """Count the answers; a second sending counts nothing."""
    draft = feedback.draft_of(listening, token)
    if draft is None or draft.answers is not None or not _is_childs(draft):
        return
    once = sa.update(FeedbackDraft).where(FeedbackDraft.token == draft.token, ~FeedbackDraft.described)
    if db.session.execute(once.values(described=True)).rowcount == 1:  # type: ignore[attr-defined]
        reach.describe(listening, {dimension: YES_NO[answer] for dimension, answer in said.items()})


def _is_childs(draft: FeedbackDraft) -> bool:
    """Whether a child or young person sent it: only they are counted, and a parent is asked nothing of the kind."""
    band = db.session.scalar(sa.select(Feedback.age_band).where(Feedback.sent_as == draft.token))
    return draft.route is Route.CHILD and band is not AgeBand.ADULT

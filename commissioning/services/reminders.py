"""Letters to those on the roll who have not voted: when voting opens, and two days before it closes. They stop with
the vote, and say nothing of any choice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from app import outbox
from app.db import db
from app.keyed import settings
from app.times import moment
from models.jobs import OutboxMessage
from models.rounds import RollEntry, Round
from participation.rules.letters import LetterKind

LAST_CALL = timedelta(days=2)
WHICH = ("open", "closing")


def remind_due(now: datetime) -> int:
    """Post what is due to everybody who has not voted by `now`, once each. Gives how many were posted (a job)."""
    query = (
        sa.select(Round)
        .where(Round.opened_at.is_not(None), Round.opens_at <= now, Round.closes_at > now)
        .order_by(Round.id)
    )
    rounds = db.session.scalars(query).all()
    for round_ in rounds:
        _call_back(round_)
    return sum(_remind(round_, now) for round_ in rounds)


def _call_back(round_: Round) -> None:
    """Take letters that have not gone yet from those who have voted since. Never done as somebody votes: a vote
    touches nothing but the roll and the box.
    """
    voted = sa.select(RollEntry.user_id).where(RollEntry.round_id == round_.id, RollEntry.voted == 1)
    about = sa.or_(*(OutboxMessage.dedupe_key.startswith(f"vote-{w}:{round_.public_id}:") for w in WHICH))
    db.session.execute(
        sa.delete(OutboxMessage)
        .where(about, OutboxMessage.sent_at.is_(None), OutboxMessage.to_user_id.in_(voted))
        .execution_options(synchronize_session=False)
    )


def _remind(round_: Round, now: datetime) -> int:
    last = now >= round_.closes_at - LAST_CALL
    which = "closing" if last else "open"
    known = outbox.keys_like(f"vote-{which}:{round_.public_id}:")
    posted = 0
    for user_id in db.session.scalars(_not_voted(round_)):
        key = f"vote-{which}:{round_.public_id}:{user_id}"
        if key not in known:
            outbox.post(
                user_id, _subject(round_, last), _body(round_), dedupe_key=key, kind=LetterKind.VOTES,
                path=f"/rounds/{round_.public_id}",
            )  # fmt: skip
            posted += 1
    return posted


def _not_voted(round_: Round) -> sa.Select[int]:
    return (
        sa.select(RollEntry.user_id)
        .where(RollEntry.round_id == round_.id, RollEntry.voted == 0)
        .order_by(RollEntry.user_id)
    )


def _subject(round_: Round, last: bool) -> str:
    return f"Voting closes soon: {round_.title}" if last else f"Voting is open: {round_.title}"


def _body(round_: Round) -> str:
    address = f"{settings().public_url.rstrip('/')}/rounds/{round_.public_id}"
    return (
        f"You can vote in “{round_.title}” until {moment(round_.closes_at)}.\n\n{address}\n\n"
        "We show nobody how you vote. If you vote, no more letters about this round come. You need not vote."
    )

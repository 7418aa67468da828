"""What a decision keeps of young advisors' advice, and its answer to them."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules import advice as rules
from commissioning.rules.advice import Followed, Standing
from models.advice import AdviceReply
from models.decisions import Decision


def keep_with(decision: Decision, standing: Standing, reply: str, followed: Followed | None) -> AdviceReply:
    """Keep with a decision the advice as it stood, and the answer to those it went against."""
    made = AdviceReply(
        decision_id=decision.id,
        advice=rules.in_words(standing, now()),
        opposed=standing.oppose,
        followed=followed if standing.has_advice else None,
        reply=reply,
        at=now(),
    )
    db.session.add(made)
    return made


def kept_with(decision: Decision) -> AdviceReply | None:
    """What a decision kept of the advice; None for one made before advice was asked for."""
    return db.session.scalar(sa.select(AdviceReply).where(AdviceReply.decision_id == decision.id))


def kept_with_all(decision_ids: Collection[int]) -> dict[int, AdviceReply]:
    """What each of these decisions kept of the advice, by decision. One query."""
    query = sa.select(AdviceReply).where(AdviceReply.decision_id.in_(decision_ids))
    return {row.decision_id: row for row in db.session.scalars(query)}

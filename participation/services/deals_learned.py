"""What each side says at a Deal's turns: asking to renew or to end it, and why not. A class says it by hands up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.deals import Deal
from models.deals_lived import DealReview
from participation.rules.deals_life import DealAction, Side
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


@dataclass(frozen=True)
class Hands:
    """How many hands of a class went up for renewing or ending its Deal, of how many there."""

    group_name: str = ""
    yes: int | None = None
    everybody: int | None = None


NO_HANDS = Hands()


def learn(
    actor: Actor, deal: Deal, action: DealAction, learned: str, side: Side | None, hands: Hands = NO_HANDS
) -> None:
    """Keep what one side learned, or its reason; a young person's words wait at the gate."""
    waits = bool(learned) and not actor.speaks_officially
    made = DealReview(
        deal_id=deal.id, action=action, side=side, learned="" if waits else learned,
        waits_at_gate=waits, user_id=known(actor), at=now(),
        group_name=hands.group_name, hands_yes=hands.yes, hands_all=hands.everybody,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        gate.hold(WordsKind.CHECK_IN, made.public_id, learned, by=actor)


def spoke_for_other(
    actor: Actor, deal: Deal, side: Side | None, asked_by: Side | None, asks: DealAction,
    answers: Collection[DealAction],
) -> bool:  # fmt: skip
    """Whether it was this person who asked, for the other side: then somebody else answers for this one."""
    if asked_by in {None, side}:
        return False
    answered = sa.select(sa.func.coalesce(sa.func.max(DealReview.id), 0)).where(
        DealReview.deal_id == deal.id, DealReview.action.in_(answers)
    )
    query = sa.select(DealReview.user_id).where(
        DealReview.deal_id == deal.id, DealReview.action == asks, DealReview.side == asked_by,
        DealReview.id > answered.scalar_subquery(), DealReview.user_id == actor.user_id,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def refuse_both(spoke: bool) -> None:
    """Raise Refusal for one person who would speak for both sides."""
    if spoke:
        raise Refusal("You spoke for the other side. Somebody else has to speak for this one.")

"""A Deal that is lived: it begins, is renewed, ends, and both sides say what they learned."""

from __future__ import annotations

from datetime import date

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal
from models.deals_lived import DealReview
from participation.rules.deals_life import DealAction, side_of
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import deals_dates, gate
from participation.services.deals_moves import facts_of, holds, move


def begin(actor: Actor, deal: Deal, review_on: date | None) -> None:
    """Start to live the Deal (or its new words)."""
    move(actor, deal, DealAction.BEGIN, facts_of(actor, deal, review_on=review_on))
    deal.begun_at, deal.review_on = deal.begun_at or now(), review_on
    deal.check_in_on, deal.asked_at = deals_dates.next_day(deal.rhythm), None
    db.session.flush()


def renew(actor: Actor, deal: Deal, review_on: date | None, learned: str = "") -> None:
    """Keep the Deal going to a new review day, with what was learned."""
    move(actor, deal, DealAction.RENEW, facts_of(actor, deal, review_on=review_on, learned=learned))
    deal.review_on, deal.end_asked_by, deal.asked_at = review_on, None, None
    deal.check_in_on = deals_dates.next_day(deal.rhythm)
    _learn(actor, deal, DealAction.RENEW, learned)


def retire(actor: Actor, deal: Deal, learned: str = "") -> bool:
    """End the Deal; everything said in it stays. What both sides agreed, both sides end: the first only asks.

    Returns whether it has ended. Raises Refusal for a worker, who ends an agreed Deal for neither side.
    """
    side = side_of(actor)
    asks = holds(deal) and side is not None and deal.end_asked_by in {None, side}
    facts = facts_of(actor, deal, learned=learned, holds=holds(deal), asks=asks)
    move(actor, deal, DealAction.RETIRE, facts, only_check=asks)
    if holds(deal) or learned:
        _learn(actor, deal, DealAction.RETIRE, learned)
    if asks:
        deal.end_asked_by = side
        audit.record("deal.end_asked", deal, actor=actor, side=str(side))
        db.session.flush()
    return not asks


def go_on(actor: Actor, deal: Deal) -> None:
    """Take back, or turn down, the wish to end the Deal."""
    if deal.end_asked_by is None or side_of(actor) is None:
        raise Refusal("Nobody has asked to end this Deal")
    deal.end_asked_by = None
    audit.record("deal.goes_on", deal, actor=actor)


def _learn(actor: Actor, deal: Deal, action: DealAction, learned: str) -> None:
    """Keep what one side learned; a young person's words wait at the gate."""
    waits = bool(learned) and not actor.speaks_officially
    made = DealReview(
        deal_id=deal.id, action=action, side=side_of(actor), learned="" if waits else learned,
        waits_at_gate=waits, user_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        gate.hold(WordsKind.CHECK_IN, made.public_id, learned, by=actor)

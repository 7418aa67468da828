"""A Deal that is lived: it begins, is renewed, ends, and both sides say what they learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import Deal
from models.deals_lived import DealReview
from participation.rules.deals import refuse_alone
from participation.rules.deals_life import DealAction, Side, Voice, refuse_renewal
from participation.rules.deals_sides import refuse_councillor, side_of, side_spoken_for
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import deals_dates, deals_told, gate
from participation.services.deals_moves import facts_of, holds, move


@dataclass(frozen=True)
class Hands:
    """How many hands of a class went up for ending its Deal, of how many there."""

    group_name: str = ""
    yes: int | None = None
    everybody: int | None = None


NO_HANDS = Hands()


def begin(actor: Actor, deal: Deal, review_on: date | None) -> None:
    """Start to live the Deal (or its new words)."""
    move(actor, deal, DealAction.BEGIN, facts_of(actor, deal, review_on=review_on))
    deal.begun_at, deal.review_on = deal.begun_at or now(), review_on
    deal.check_in_on, deal.asked_at = deals_dates.next_day(deal.rhythm), None
    db.session.flush()


def live_on(actor: Actor, deal: Deal) -> None:
    """New words both sides agreed are lived at once, to the day already set; when that is over, to a new one."""
    if deal.review_on is None or deal.review_on <= local_date(now()):
        return
    move(actor, deal, DealAction.BEGIN, facts_of(actor, deal, review_on=deal.review_on))
    if deal.check_in_on is None or deal.check_in_on <= local_date(now()):
        deal.check_in_on = deals_dates.next_day(deal.rhythm)
    deal.asked_at = None


def renew(actor: Actor, deal: Deal, review_on: date | None, learned: str = "") -> None:
    """Keep the Deal going to a new review day, with what was learned. A wish to end it is answered first."""
    refuse_renewal(deal.end_asked_by)
    if side_of(actor) is Side.YOURS:
        refuse_alone(deal.stands_for)
    move(actor, deal, DealAction.RENEW, facts_of(actor, deal, review_on=review_on, learned=learned))
    deal.review_on, deal.asked_at = review_on, None
    deal.check_in_on = deals_dates.next_day(deal.rhythm)
    _learn(actor, deal, DealAction.RENEW, learned, side_of(actor))
    deals_told.renewed(deal, besides=actor)


def retire(actor: Actor, deal: Deal, learned: str = "") -> bool:
    """End the Deal; everything said in it stays. What both sides agreed, both sides end: the first only asks.

    Returns whether it has ended. Raises Refusal for a worker, who ends an agreed Deal for neither side, and for one
    person who would end a class's.
    """
    refuse_councillor(actor)
    side = side_of(actor)
    if side is Side.YOURS and holds(deal):
        refuse_alone(deal.stands_for)
    return end_for(actor, deal, side, learned)


def end_for(actor: Actor, deal: Deal, side: Side | None, learned: str = "", hands: Hands = NO_HANDS) -> bool:
    """The same, said for a side by whoever may say it (a worker who counted a class's hands, too)."""
    asks, first = (
        holds(deal) and side is not None and deal.end_asked_by in {None, side},
        deal.end_asked_by is None,
    )
    voice = Voice(side) if side else Voice.HELPER
    facts = facts_of(actor, deal, learned=learned, holds=holds(deal), asks=asks, voice=voice)
    _refuse_both(actor, deal, side)
    move(actor, deal, DealAction.RETIRE, facts, only_check=asks)
    if holds(deal) or learned:
        _learn(actor, deal, DealAction.RETIRE, learned, side, hands)
    if asks and side is not None:
        deal.end_asked_by = side
        audit.record("deal.end_asked", deal, actor=actor, side=str(side))
        db.session.flush()
        if first:
            deals_told.end_asked(deal, side)
    else:
        deal.end_asked_by = None
        db.session.flush()
        deals_told.ended(deal, besides=actor)
    return not asks


def go_on(actor: Actor, deal: Deal, why: str = "") -> None:
    """Take back, or turn down, the wish to end the Deal. Our side owes young people a reason; they owe none."""
    side = side_spoken_for(actor, "turns it down")
    if side is Side.YOURS:
        refuse_alone(deal.stands_for)
    go_on_for(actor, deal, side, why)


def go_on_for(actor: Actor, deal: Deal, side: Side, why: str = "", hands: Hands = NO_HANDS) -> None:
    """The same, said for a side by whoever may say it."""
    _refuse_both(actor, deal, side)
    move(actor, deal, DealAction.GO_ON, facts_of(actor, deal, learned=why, voice=Voice(side)))
    turned_down = deal.end_asked_by is not side
    deal.end_asked_by = None
    if turned_down or why:
        _learn(actor, deal, DealAction.GO_ON, why, side, hands)
    db.session.flush()
    deals_told.goes_on(deal, side)


def spoke_for_other(actor: Actor, deal: Deal, side: Side | None) -> bool:
    """Whether it was this person who asked, for the other side, to end it: then somebody else answers for this one."""
    return deal.end_asked_by not in {None, side} and actor.user_id in _asked_by(deal)


def _refuse_both(actor: Actor, deal: Deal, side: Side | None) -> None:
    if spoke_for_other(actor, deal, side):
        raise Refusal("You spoke for the other side. Somebody else has to speak for this one.")


def _asked_by(deal: Deal) -> set[int]:
    """Everybody who asked, for the side that asks, to end it, since it was last answered."""
    answered = sa.select(sa.func.coalesce(sa.func.max(DealReview.id), 0)).where(
        DealReview.deal_id == deal.id, DealReview.action != DealAction.RETIRE
    )
    query = sa.select(DealReview.user_id).where(
        DealReview.deal_id == deal.id, DealReview.action == DealAction.RETIRE,
        DealReview.side == deal.end_asked_by, DealReview.id > answered.scalar_subquery(),
    )  # fmt: skip
    return set(db.session.scalars(query))


def _learn(
    actor: Actor, deal: Deal, action: DealAction, learned: str, side: Side | None, hands: Hands = NO_HANDS
) -> None:
    """Keep what one side learned, or why it wants the Deal to go on; a young person's words wait at the gate."""
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

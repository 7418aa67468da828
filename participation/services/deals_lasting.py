"""A Deal that is lived: it begins, new words are lived on, and both sides end it or let it go on."""

from __future__ import annotations

from datetime import date

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import Deal
from participation.rules.deals import refuse_alone, refuse_lacking
from participation.rules.deals_days import refuse_too_near
from participation.rules.deals_life import DealAction, DealState, Side, Voice
from participation.rules.deals_sides import refuse_councillor, side_of, side_spoken_for
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import deals_dates, deals_renewing, deals_told
from participation.services.deals_learned import NO_HANDS, Hands, learn, refuse_both, spoke_for_other
from participation.services.deals_moves import facts_of, holds, move, newly_unanswered_for

# Whatever was said to a wish to end it since it was asked.
ANSWERS = frozenset(DealAction) - {DealAction.RETIRE, DealAction.ASK_RENEWAL, DealAction.LET_END}


def begin(actor: Actor, deal: Deal, review_on: date | None) -> None:
    """Start to live the Deal, once each of our promises says who answers for it, and by when or how often."""
    if deal.begun_at is not None:
        raise Refusal("It has begun already. Both sides renew it together.", field="review_on")
    if deal.state is DealState.AGREED:
        refuse_lacking(newly_unanswered_for(deal), field="review_on")
    refuse_too_near(review_on, local_date(now()))
    move(actor, deal, DealAction.BEGIN, facts_of(actor, deal, review_on=review_on))
    deal.begun_at, deal.review_on = now(), review_on
    deal.check_in_on, deal.asked_at = deals_dates.next_day(deal.rhythm), None
    db.session.flush()


def live_on(actor: Actor, deal: Deal, *, owed: bool) -> None:
    """New words both sides agreed are lived at once, to the last day already set. To renew it is asked anew.

    A check-in our side still owes stays open, and one whose day came meanwhile is asked by the clock.
    """
    deals_renewing.ask_anew(actor, deal)
    if not owed:
        deal.asked_at = None
    last = deal.ends_on or deal.review_on
    if last is None or last <= local_date(now()):
        return
    move(actor, deal, DealAction.BEGIN, facts_of(actor, deal, review_on=last))
    if owed:
        move(actor, deal, DealAction.CHECK_IN, facts_of(actor, deal))
    if deal.check_in_on is None:
        deal.check_in_on = deals_dates.next_day(deal.rhythm)


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
    refuse_both(spoke_before(actor, deal, side))
    move(actor, deal, DealAction.RETIRE, facts, only_check=asks)
    if holds(deal) or learned:
        learn(actor, deal, DealAction.RETIRE, learned, side, hands)
    if asks and side is not None:
        deal.end_asked_by = side
        audit.record("deal.end_asked", deal, actor=actor, side=str(side))
        db.session.flush()
        if first:
            deals_told.end_asked(deal, side)
    else:
        deal.end_asked_by = deal.ends_on = deal.renewal_by = deal.renew_to = None
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
    refuse_both(spoke_before(actor, deal, side))
    move(actor, deal, DealAction.GO_ON, facts_of(actor, deal, learned=why, voice=Voice(side)))
    turned_down = deal.end_asked_by is not side
    deal.end_asked_by = None
    if turned_down or why or hands is not NO_HANDS:
        learn(actor, deal, DealAction.GO_ON, why, side, hands)
    db.session.flush()
    deals_told.goes_on(deal, side, turned_down=turned_down)


def spoke_before(actor: Actor, deal: Deal, side: Side | None) -> bool:
    """Whether it was this person who asked, for the other side, to end it: then somebody else answers for this one."""
    return spoke_for_other(actor, deal, side, deal.end_asked_by, DealAction.RETIRE, ANSWERS)

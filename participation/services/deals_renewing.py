"""Renewing a Deal: one side asks, to a day; it is renewed when the other says yes to the same words and that day."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app import audit, once
from app.db import db
from models.deals import Deal
from participation.rules.deals import OTHER, refuse_alone
from participation.rules.deals_days import refuse_renewal_while_ending, refuse_too_near
from participation.rules.deals_life import DealAction, DealState, Side, Voice
from participation.rules.deals_sides import side_spoken_for
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.seen import refuse_unseen
from participation.services import deals_dates, deals_told
from participation.services.deals_learned import NO_HANDS, Hands, learn, refuse_both, spoke_for_other
from participation.services.deals_moves import JUST_NOW, facts_of, is_owed, move

A = DealAction
ANSWERS = (A.RENEW, A.LET_END)


def mark_of(deal: Deal) -> str:
    """The mark of what is to be renewed: another once its words, the day, or who asks change."""
    return f"{deal.agreed_version}.{deal.renewal_by or ''}.{deal.renew_to or ''}"


def refuse_moved(deal: Deal, seen: str | None) -> None:
    """Raise Refusal when what is to be renewed is not what somebody's page showed."""
    refuse_unseen(seen, mark_of(deal), "What is to be renewed")


def renew(
    actor: Actor, deal: Deal, review_on: date | None, learned: str = "", seen: str | None = None
) -> bool:
    """Ask the other side to renew it to a day, or say yes to the day they ask for; returns whether it is renewed.

    `seen` is the mark of what was on the page. A class does it by hands up.
    """
    side = side_spoken_for(actor, "renews it")
    if side is Side.YOURS:
        refuse_alone(deal.stands_for)
    return renew_for(actor, deal, side, review_on, learned, seen=seen)


def renew_for(
    actor: Actor, deal: Deal, side: Side, review_on: date | None, learned: str = "", hands: Hands = NO_HANDS,
    seen: str | None = None,
) -> bool:  # fmt: skip
    """The same, said for a side by whoever may say it (a worker who counted a class's hands, too)."""
    refuse_renewal_while_ending(end_asked=deal.end_asked_by is not None)
    refuse_moved(deal, seen)
    answers = deal.renewal_by is OTHER[side] and review_on in {None, deal.renew_to}
    to = deal.renew_to if answers else review_on
    refuse_both(spoke_before(actor, deal, side))
    facts = facts_of(actor, deal, review_on=to, learned=learned, asks=not answers, voice=Voice(side))
    move(actor, deal, A.RENEW, facts, only_check=True)
    if not answers:
        refuse_too_near(to, facts.today)
    _ask(deal, *((None, None) if answers else (side, to)))
    learn(actor, deal, A.RENEW if answers else A.ASK_RENEWAL, learned, side, hands)
    if answers:
        owed = is_owed(deal)
        move(actor, deal, A.RENEW, facts)
        _go_on_to(deal, to)
        if owed and deal.state is DealState.RENEWED:  # our side still says how its parts go
            move(actor, deal, A.CHECK_IN, facts)
        deals_told.renewed(deal, besides=actor)
    else:
        audit.record("deal.renewal_asked", deal, actor=actor, side=str(side), to=str(to))
        deals_told.renewal_asked(deal, side)
    return answers


def let_end(actor: Actor, deal: Deal, why: str = "", seen: str | None = None) -> None:
    """Turn down, or take back, the wish to renew it: it ends on its last day. Our side owes young people a reason."""
    side = side_spoken_for(actor, "turns it down")
    if side is Side.YOURS:
        refuse_alone(deal.stands_for)
    let_end_for(actor, deal, side, why, seen=seen)


def let_end_for(
    actor: Actor, deal: Deal, side: Side, why: str = "", hands: Hands = NO_HANDS, seen: str | None = None
) -> None:
    """The same, said for a side by whoever may say it."""
    refuse_moved(deal, seen)
    refuse_both(spoke_before(actor, deal, side))
    move(actor, deal, A.LET_END, facts_of(actor, deal, learned=why, voice=Voice(side)))
    turned_down = deal.renewal_by is not side
    _ask(deal, None, None)
    learn(actor, deal, A.LET_END, why, side, hands)
    deals_told.not_renewed(deal, side, turned_down=turned_down)


def ask_anew(actor: Actor, deal: Deal) -> None:
    """Both sides agreed other words: a wish to renew it was a yes to the words before, and is asked again."""
    by = deal.renewal_by
    if by is None:
        return
    _ask(deal, None, None)
    audit.record("deal.renewal_to_ask_again", deal, actor=actor, side=str(by))
    deals_told.renew_anew(deal, by)


def spoke_before(actor: Actor, deal: Deal, side: Side | None) -> bool:
    """Whether it was this person who asked, for the other side, to renew it."""
    return spoke_for_other(actor, deal, side, deal.renewal_by, A.ASK_RENEWAL, ANSWERS)


def _ask(deal: Deal, by: Side | None, to: date | None) -> None:
    """Write down who asks and for which day, if nobody was quicker."""
    still = sa.and_(
        Deal.state == deal.state, Deal.version == deal.version,
        Deal.renewal_by.is_not_distinct_from(deal.renewal_by), Deal.renew_to.is_not_distinct_from(deal.renew_to),
    )  # fmt: skip
    if not once.changed(deal, still, renewal_by=by, renew_to=to):
        raise Refusal(JUST_NOW)


def _go_on_to(deal: Deal, to: date | None) -> None:
    """Its new day; while other words are talked about, the words that stand are lived on to it."""
    deal.review_on, deal.ends_on = to, None
    if deal.state is DealState.RENEWED:
        deal.check_in_on = deal.check_in_on or deals_dates.next_day(deal.rhythm)
    db.session.flush()

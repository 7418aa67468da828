"""Thank-yous at the end of a school year, and what was learned. Told by date; nothing is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal
from models.deals_lived import DealReview, DealThanks
from participation.rules.deals_life import DealAction, DealState, Side
from participation.rules.deals_sides import side_of
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.small_numbers import FEWEST_SHOWN
from participation.services import gate

TO_WHOM = "to_whom"


@dataclass(frozen=True)
class Told:
    """A thank-you or a lesson, as readers see it."""

    side: Side | None
    to_whom: str
    words: str
    at: datetime
    action: DealAction | None = None
    hands: str = ""  # what a class said by hands up


def thank(actor: Actor, deal: Deal, to_whom: str, words: str) -> DealThanks:
    """Thank a group or a service. A young person's words wait at the gate."""
    waits = not actor.speaks_officially
    made = DealThanks(
        deal_id=deal.id, from_side=side_of(actor), to_whom="" if waits else to_whom,
        words="" if waits else words, waits_at_gate=waits, user_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        parts = {gate.WORDS: words, TO_WHOM: to_whom}
        gate.hold_parts(WordsKind.CHECK_IN, made.public_id, parts, by=actor)
    audit.record("deal.thanked", deal, actor=actor)
    return made


def of(deal: Deal) -> list[Told]:
    """The thank-yous everybody may read, oldest first."""
    rows = list(
        db.session.scalars(sa.select(DealThanks).where(DealThanks.deal_id == deal.id).order_by(DealThanks.id))
    )
    back = gate.released_texts(WordsKind.CHECK_IN, sorted(one.public_id for one in rows if one.waits_at_gate))
    return [
        Told(
            one.from_side, back.get(one.public_id, {}).get(TO_WHOM, one.to_whom),
            back.get(one.public_id, {}).get(gate.WORDS, one.words), one.at,
        )
        for one in rows
        if not one.waits_at_gate or one.public_id in back
    ]  # fmt: skip


def asking_of(deal: Deal) -> Told | None:
    """The wish to end it that is not answered yet, with its words when those may be read."""
    if deal.end_asked_by is None or deal.state is DealState.RETIRED:
        return None
    last = (one for one in reversed(_reviews(deal)) if one.action is DealAction.RETIRE)
    return next((one for one in last if one.side is deal.end_asked_by), None)


def renewal_of(deal: Deal) -> Told | None:
    """The wish to renew it that is not answered yet, with its words when those may be read."""
    if deal.renewal_by is None or deal.state is DealState.RETIRED:
        return None
    last = (one for one in reversed(_reviews(deal)) if one.action is DealAction.ASK_RENEWAL)
    return next((one for one in last if one.side is deal.renewal_by), None)


def lessons_of(deal: Deal) -> list[Told]:
    """What each side said at each renewal and at the end, and why it was to go on, oldest first.

    A wish or a no of few words, or of none, stands too: young people owe no reason for what they ask.
    """
    return _reviews(deal)


def _hands(one: DealReview) -> str:
    """A class's hands on renewing or ending its Deal; of fewer than five people no number is told."""
    if one.hands_all is None:
        return ""
    if one.hands_all < FEWEST_SHOWN:
        return f"{one.group_name}, by hands up."
    what = "end" if one.action in {DealAction.RETIRE, DealAction.GO_ON} else "renew"
    return f"{one.group_name}: {one.hands_yes} of {one.hands_all} hands up to {what} it."


def _reviews(deal: Deal) -> list[Told]:
    rows = list(
        db.session.scalars(sa.select(DealReview).where(DealReview.deal_id == deal.id).order_by(DealReview.id))
    )
    back = gate.released_texts(WordsKind.CHECK_IN, sorted(one.public_id for one in rows if one.waits_at_gate))
    return [
        Told(
            one.side,
            "",
            back.get(one.public_id, {}).get(gate.WORDS, one.learned),
            one.at,
            one.action,
            _hands(one),
        )
        for one in rows
    ]

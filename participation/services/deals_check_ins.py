"""Check-ins: each side says how its own part goes, and the other side says whether it was kept."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.deals import CheckIn, Deal, DealPair
from models.deals_lived import DealView
from participation.rules.attachments import Upload
from participation.rules.deals import (
    OTHER,
    WITH_A_CLASS,
    Kept,
    Progress,
    refuse_progress,
    refuse_speaking_alone,
)
from participation.rules.deals_life import DealAction, Side
from participation.rules.deals_sides import side_of, side_spoken_for
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, deals_dates, deals_newest, deals_partners, deals_reading, gate
from participation.services.deals_moves import facts_of, move
from participation.services.deals_readers import is_lived, may_change, standing_pairs

PHOTO = "deal_check_in"


def check_in(
    actor: Actor, deal: Deal, pair_id: str, progress: Progress, words: str, *, face: int | None = None,
    photo: Upload | None = None,
) -> CheckIn:  # fmt: skip
    """Say how one's own part goes. A child's words and photo wait at the gate; what they chose is shown at once.

    "Not now" is nobody's but one's own: no page, photo or summary ever shows it to anybody else.
    """
    pair = _pair_of(deal, pair_id)
    partner = None if may_change(actor, deal) else deals_partners.speaks_for(actor, pair)
    side = side_spoken_for(actor, "checks in")
    if side is Side.YOURS:
        refuse_speaking_alone(deal.stands_for)
    refuse_progress(side, progress, words)
    waits = bool(words) and not actor.speaks_officially
    made = CheckIn(
        pair_id=pair.id, side=side, progress=progress, words="" if waits else words, face=face,
        organisation_id=partner, waits_at_gate=waits, user_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        gate.hold(WordsKind.CHECK_IN, made.public_id, words, by=actor)
    if photo is not None:
        attachments.keep(actor, PHOTO, made.public_id, photo)
    audit.record("deal.checked_in", deal, actor=actor, pair=pair_id, side=str(side), progress=str(progress))
    db.session.expire(pair, ["check_ins"])
    return made


def say_kept(actor: Actor, deal: Deal, pair_id: str, kept: Kept, words: str) -> DealView:
    """Say whether the other side kept its part. Both answers are shown, and neither takes the other's place."""
    side = side_spoken_for(actor, "answers")
    pair, about = _pair_of(deal, pair_id), OTHER[side]
    if side is Side.YOURS:
        refuse_speaking_alone(deal.stands_for)
    waits = bool(words) and not actor.speaks_officially
    made = DealView(
        pair_id=pair.id, about=about, kept=kept, words="" if waits else words, waits_at_gate=waits,
        user_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        gate.hold(WordsKind.CHECK_IN, made.public_id, words, by=actor)
    audit.record("deal.answered_kept", deal, actor=actor, pair=pair_id, about=str(about), kept=str(kept))
    return made


def open_check_in(actor: Actor, deal: Deal) -> None:
    """Ask both sides now, without waiting for the day."""
    move(actor, deal, DealAction.CHECK_IN, facts_of(actor, deal))
    deal.asked_at, deal.check_in_on = now(), deals_dates.next_day(deal.rhythm)
    db.session.flush()


def settle(actor: Actor, deal: Deal) -> None:
    """Close the check-in. Refused while our side has not spoken of each of its parts; yours owes nothing."""
    move(actor, deal, DealAction.SETTLE, facts_of(actor, deal))
    db.session.flush()


def get_deal_to_check_in(actor: Actor, public_id: str, pair_id: str) -> tuple[Deal, DealPair]:
    """A Deal and the pair that stands in that one's place, for whoever may speak of it; else NotFound."""
    deal = deals_reading.get_deal_for(actor, public_id)
    refuse_alone_for_class(actor, deal)
    pair = deals_newest.standing(deal, pair_id)
    if not (may_change(actor, deal) or deals_partners.speaks_for(actor, pair)):
        raise NotFound
    return deal, pair


def get_deal_to_answer(actor: Actor, public_id: str, pair_id: str) -> tuple[Deal, DealPair]:
    """As above, for whoever may say whether the other side kept its part."""
    deal = deals_reading.get_deal_to_change(actor, public_id)
    refuse_alone_for_class(actor, deal)
    return deal, deals_newest.standing(deal, pair_id)


def refuse_alone_for_class(actor: Actor, deal: Deal) -> None:
    """Raise NotFound, before anything is typed, for one person who would speak for a class or a group."""
    if side_of(actor) is Side.YOURS and deal.stands_for in WITH_A_CLASS:
        raise NotFound


def may_see_photos(actor: Actor, public_id: str) -> bool:
    """Whether a check-in's photos are this person's to see: a Deal's they may read, and of no "not now" but theirs."""
    query = sa.select(Deal.public_id).join(DealPair, DealPair.deal_id == Deal.id).join(
        CheckIn, CheckIn.pair_id == DealPair.id
    )  # fmt: skip
    shown = sa.or_(CheckIn.progress != Progress.NOT_NOW, CheckIn.user_id == actor.user_id)
    deal = db.session.scalar(query.where(CheckIn.public_id == public_id, shown))
    return deal is not None and deals_reading.get_deal_for(actor, deal) is not None


def _pair_of(deal: Deal, public_id: str) -> DealPair:
    found = next((pair for pair in standing_pairs(deal) if pair.public_id == public_id), None)
    if found is None:
        deals_newest.refuse_moved(deal, public_id)
    if deal.begun_at is None:
        raise Refusal("This Deal has not begun, so there is nothing to check in yet")
    if not is_lived(deal):
        raise Refusal("This Deal has ended")
    return found

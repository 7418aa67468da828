"""A class and its Deal: faces counted by hands up, and agreeing by hands up. No child is named or counted alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal, DealAgreement
from models.deals_lived import DealFaces
from participation.rules.deals import WITH_A_CLASS, check_faces, check_hands, most_say_yes
from participation.rules.deals_life import Side
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import (
    deals,
    deals_lasting,
    deals_moves,
    deals_newest,
    deals_reading,
    deals_renewing,
)
from participation.services.deals_choices import check_group
from participation.services.deals_learned import Hands
from participation.services.deals_readers import is_lived, may_hold_session, standing_pairs


def get_deal_to_hold(actor: Actor, public_id: str) -> Deal:
    """A Deal this person may hold a session about; NotFound otherwise."""
    deal = deals_reading.get_deal_for(actor, public_id)
    if not may_hold_session(actor, deal):
        raise NotFound
    return deal


def count_faces(
    actor: Actor, deal: Deal, pair_id: str, about: Side, group_name: str, counts: tuple[int, ...]
) -> DealFaces:
    """Keep the faces a group showed about one part."""
    check_group(group_name)
    if not is_lived(deal):
        raise Refusal("This Deal is not being lived, so there is nothing to check in on")
    pair = next((one for one in standing_pairs(deal) if one.public_id == pair_id), None)
    if pair is None:
        deals_newest.refuse_moved(deal, pair_id)
    check_faces(counts)
    made = DealFaces(
        pair_id=pair.id, about=about, group_name=group_name, user_id=known(actor), at=now(),
        **{f"face_{number}": count for number, count in enumerate(counts, 1)},
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("deal.faces_counted", deal, actor=actor, pair=pair_id, about=str(about))
    return made


def not_asked_yet(deals: Iterable[Deal]) -> list[Deal]:
    """Those of these Deals whose check-in is open and whose class has shown no face since. One query at most."""
    open_now = [deal for deal in deals if deals_moves.is_open(deal)]
    pairs = {pair.id: deal for deal in open_now for pair in standing_pairs(deal)}
    if not pairs:
        return []
    newest = sa.select(DealFaces.pair_id, sa.func.max(DealFaces.at)).where(DealFaces.pair_id.in_(pairs))
    shown = set()
    for pair_id, at in db.session.execute(newest.group_by(DealFaces.pair_id)):
        asked = pairs[pair_id].asked_at
        if asked is None or at >= asked:
            shown.add(pairs[pair_id].id)
    return [deal for deal in open_now if deal.id not in shown]


def agree_by_hands(
    actor: Actor, deal: Deal, group_name: str, yes: int, everybody: int, seen: str | None = None
) -> bool:
    """Write down that a class agreed by hands up; returns whether both sides now have. `seen` as in `agree`."""
    _by_hands(deal)
    check_group(group_name)
    check_hands(yes, everybody)
    made = DealAgreement(side=Side.YOURS, group_name=group_name, hands_yes=yes, hands_all=everybody)
    return deals.agreed_by(actor, deal, made, seen)


def end_by_hands(actor: Actor, deal: Deal, group_name: str, yes: int, everybody: int) -> bool | None:
    """Write down what a class said of ending its Deal, by hands up. True: it has ended; False: our side is asked.

    Not more than half turn down our wish to end it, or take back the class's own (None: it goes on). Where nobody
    asked, that changes nothing.
    """
    _by_hands(deal)
    check_group(group_name)
    ends = most_say_yes(yes, everybody)
    if not ends and deal.end_asked_by is None:
        raise Refusal("Not more than half want to end it, so it goes on as it is.", field="hands_yes")
    _refuse_counting(deals_lasting.spoke_before(actor, deal, Side.YOURS))
    hands = Hands(group_name, yes, everybody)
    audit.record("deal.hands_on_ending", deal, actor=actor, yes=yes, everybody=everybody)
    if ends:
        return deals_lasting.end_for(actor, deal, Side.YOURS, hands=hands)
    deals_lasting.go_on_for(actor, deal, Side.YOURS, hands=hands)
    return None


def renew_by_hands(
    actor: Actor, deal: Deal, group_name: str, yes: int, everybody: int, review_on: date | None = None,
    seen: str | None = None,
) -> bool | None:  # fmt: skip
    """Write down what a class said of renewing its Deal, by hands up. True: it is renewed; False: our side is asked.

    Not more than half turn down our wish to renew it, or take back the class's own (None: it ends on its last day).
    """
    _by_hands(deal)
    check_group(group_name)
    renews = most_say_yes(yes, everybody)
    if not renews and deal.renewal_by is None:
        raise Refusal("Not more than half want to renew it, so our side is not asked.", field="hands_yes")
    _refuse_counting(deals_renewing.spoke_before(actor, deal, Side.YOURS))
    hands = Hands(group_name, yes, everybody)
    audit.record("deal.hands_on_renewing", deal, actor=actor, yes=yes, everybody=everybody)
    if renews:
        to = deal.renew_to if deal.renewal_by is Side.OURS else review_on
        return deals_renewing.renew_for(actor, deal, Side.YOURS, to, hands=hands, seen=seen)
    deals_renewing.let_end_for(actor, deal, Side.YOURS, hands=hands, seen=seen)
    return None


def _refuse_counting(spoke: bool) -> None:
    if spoke:
        raise Refusal("You spoke for the other side. Somebody else has to count.")


def _by_hands(deal: Deal) -> None:
    if deal.stands_for not in WITH_A_CLASS:
        raise Refusal(
            "Hands up is for a school’s or a group’s Deal. In others a young advisor or a team agrees."
        )

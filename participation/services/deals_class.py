"""A class and its Deal: faces counted by hands up, and agreeing by hands up. No child is named or counted alone."""

from __future__ import annotations

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal, DealAgreement
from models.deals_lived import DealFaces
from participation.rules.deals import StandsFor, check_faces, check_hands
from participation.rules.deals_life import Side
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import deals, deals_reading
from participation.services.deals_choices import check_group
from participation.services.deals_readers import is_lived, may_hold_session, standing_pairs

WITH_A_CLASS = (StandsFor.SCHOOL, StandsFor.GROUP)


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
        raise NotFound
    check_faces(counts)
    made = DealFaces(
        pair_id=pair.id, about=about, group_name=group_name, user_id=known(actor), at=now(),
        **{f"face_{number}": count for number, count in enumerate(counts, 1)},
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("deal.faces_counted", deal, actor=actor, pair=pair_id, about=str(about))
    return made


def agree_by_hands(actor: Actor, deal: Deal, group_name: str, yes: int, everybody: int) -> bool:
    """Write down that a class agreed its side by hands up; returns whether both sides now have."""
    if deal.stands_for not in WITH_A_CLASS:
        raise Refusal(
            "Hands up is for a school’s or a group’s Deal. In others a young advisor or a team agrees."
        )
    check_group(group_name)
    check_hands(yes, everybody)
    made = DealAgreement(side=Side.YOURS, group_name=group_name, hands_yes=yes, hands_all=everybody)
    return deals.agreed_by(actor, deal, made)

"""Choosing which "your part" to work on. "Not now" needs no reason. Nothing else in Our Part reads what was chosen."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.deals import Deal
from models.deals_lived import DealChoice
from participation.rules.deals import WITH_A_CLASS
from participation.rules.deals_life import DealState, Side
from participation.rules.deals_sides import side_of
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.personal import look
from participation.rules.refusals import NotFound, Refusal
from participation.services.deals_readers import may_hold_session, standing_pairs

NOT_NOW = "not_now"


def choose(actor: Actor, deal: Deal, pair_id: str) -> DealChoice:
    """Choose one pair's "your part" for oneself (or "not now"). Only the chooser ever sees it."""
    if side_of(actor) is not Side.YOURS:
        raise Refusal("Young people, families and community choose their own part")
    refuse_choosing_alone(deal)
    return _keep(actor, deal, pair_id, "")


def hide_from_one(deal: Deal) -> None:
    """Raise NotFound, before anything is chosen, where a class or a group chooses together."""
    if deal.stands_for in WITH_A_CLASS:
        raise NotFound


def refuse_choosing_alone(deal: Deal) -> None:
    """Raise Refusal for one person who would choose a part in a class's or a group's Deal."""
    if deal.stands_for in WITH_A_CLASS:
        raise Refusal(
            "This Deal is a class’s or a group’s. They choose together, with a worker who writes it down."
        )


def choose_for_group(actor: Actor, deal: Deal, group_name: str, pair_id: str) -> DealChoice:
    """Write down the one part a class or group chose together (or "not now")."""
    check_group(group_name)
    if not may_hold_session(actor, deal):
        raise NotFound
    made = _keep(actor, deal, pair_id, group_name)
    audit.record("deal.group_chose", deal, actor=actor, pair=pair_id)
    return made


def mine(actor: Actor, deal: Deal) -> DealChoice | None:
    """What this person last chose in this Deal."""
    if not actor.is_signed_in:
        return None
    query = sa.select(DealChoice).where(
        DealChoice.deal_id == deal.id, DealChoice.user_id == actor.user_id, DealChoice.group_name == ""
    )
    return db.session.scalar(query.order_by(DealChoice.id.desc()).limit(1))


def of_groups(deal: Deal) -> dict[int | None, list[str]]:
    """By pair: the groups that work on its "your part" now, in the order of their names."""
    query = sa.select(DealChoice).where(DealChoice.deal_id == deal.id, DealChoice.group_name != "")
    newest = {one.group_name: one.pair_id for one in db.session.scalars(query.order_by(DealChoice.id))}
    found: dict[int | None, list[str]] = {}
    for group, pair_id in sorted(newest.items()):
        found.setdefault(pair_id, []).append(group)
    return found


def check_group(name: str) -> None:
    """Refuse (field "group_name") a name that is a person's details and not a group's name."""
    if sure := look(name).sure:
        raise Refusal(f"This looks like {sure[0]}. Write only what the group is called.", field="group_name")


def _keep(actor: Actor, deal: Deal, pair_id: str, group_name: str) -> DealChoice:
    if deal.state is DealState.RETIRED:
        raise Refusal("This Deal has ended")
    pair = None
    if pair_id != NOT_NOW:
        pair = next((one for one in standing_pairs(deal) if one.public_id == pair_id), None)
        if pair is None:
            raise NotFound
    made = DealChoice(
        deal_id=deal.id,
        pair_id=pair.id if pair else None,
        group_name=group_name,
        user_id=known(actor),
        at=now(),
    )
    db.session.add(made)
    db.session.flush()
    return made

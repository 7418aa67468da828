"""Deals as people find them: the list, one to read, one to change."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from models.deals import CheckIn, Deal, DealAgreement, DealPair
from models.organisations import Organisation
from models.proposals import Proposal
from participation.rules.deals_life import DealState
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.services.deals_readers import may_change, readable


def list_for(actor: Actor, *, agreements: bool = False) -> list[Deal]:
    """Deals this person may read: public ones, and those they could help to make. Newest begun first.

    With `agreements`, also who agreed each for each side.
    """
    query = sa.select(Deal).where(readable(actor))
    query = query.options(selectinload(Deal.all_pairs).selectinload(DealPair.check_ins))
    if agreements:
        query = query.options(joinedload(Deal.agreements))  # two for each version: not worth a query
    order = (Deal.state == DealState.RETIRED, Deal.begun_at.desc().nullslast(), Deal.made_at.desc())
    named = (
        joinedload(Deal.team),
        joinedload(Deal.organisation).load_only(Organisation.name),
        joinedload(Deal.proposal).load_only(Proposal.title),
    )
    return list(db.session.scalars(query.options(*named).order_by(*order)).unique())


def get_deal_for(actor: Actor, public_id: str) -> Deal:
    """One Deal with all that is shown of it; raises NotFound when it is not for this person."""
    deal = db.session.scalar(
        sa.select(Deal)
        .where(Deal.public_id == public_id, readable(actor))
        .options(
            selectinload(Deal.all_pairs).selectinload(DealPair.check_ins).selectinload(CheckIn.user),
            selectinload(Deal.agreements).selectinload(DealAgreement.user),
            selectinload(Deal.team),
        )
    )
    if deal is None:
        raise NotFound
    return deal


def get_deal_to_change(actor: Actor, public_id: str) -> Deal:
    """As above, for someone who wants to change it; raises NotFound when they may not."""
    deal = get_deal_for(actor, public_id)
    if not may_change(actor, deal):
        raise NotFound
    return deal

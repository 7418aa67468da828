"""Finding the demo's people, Deals and pairs by what they are called."""

from __future__ import annotations

import sqlalchemy as sa

from app.access.actors import actor_from
from app.db import db
from models.deals import Deal, DealPair
from models.people import User
from participation.rules.people import Actor
from participation.services import deals_reading


def numbered(deal: Deal, number: int) -> DealPair:
    """The pair in that place, counted from 1."""
    return sorted(deal.pairs, key=lambda pair: pair.place)[number - 1]


def find(actor: Actor, title: str) -> Deal:
    """The Deal of that title, as this person may read it."""
    key = next(deal.public_id for deal in db.session.scalars(sa.select(Deal)) if deal.title == title)
    return deals_reading.get_deal_for(actor, key)


def who(name: str) -> Actor:
    """Somebody of the demo, acting as themselves."""
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())

"""What a person's home page shows: first what needs them today, then what is going on."""

from __future__ import annotations

from importlib import import_module

import sqlalchemy as sa

from app.db import db
from models.places import Area
from participation.rules.needs import Need, in_order
from participation.rules.people import Actor

# Each of these modules offers `needs_for(actor) -> list[Need]`.
NEEDS = (
    "participation.services.triage_needs",
    "participation.services.deals_needs",
    "participation.services.themes_needs",
    "participation.services.responses_needs",
    "commissioning.services.rounds_needs",
    "commissioning.services.proposals_needs",
    "commissioning.services.reviews",
)


def needs_for(actor: Actor) -> list[Need]:
    """Everything that waits for this person, most pressing first."""
    if not actor.is_signed_in:
        return []
    return in_order([need for name in NEEDS for need in import_module(name).needs_for(actor)])


def area_names() -> list[str]:
    """The place's areas, for the map."""
    return list(db.session.scalars(sa.select(Area.name).where(Area.ends_on.is_(None)).order_by(Area.name)))

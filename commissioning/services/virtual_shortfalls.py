"""What a cut left uncovered: whose it is to see, and how it was made good."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from commissioning.services import virtual_budgets, virtual_lines
from models.virtual_budgets import VirtualBudget, VirtualLine, VirtualShortfall
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal


def get_shortfall_for(actor: Actor, budget_id: str, public_id: str) -> VirtualShortfall:
    """A shortfall of one's own line, or of a budget one runs for the council; NotFound otherwise."""
    line = joinedload(VirtualShortfall.line)
    query = (
        sa.select(VirtualShortfall)
        .join(VirtualShortfall.line)
        .join(VirtualLine.budget)
        .where(VirtualShortfall.public_id == public_id, VirtualBudget.public_id == budget_id)
        .options(line.joinedload(VirtualLine.organisation), line.joinedload(VirtualLine.budget))
    )
    found = db.session.scalars(query).first()
    if found is None or not (virtual_lines.answers_for(actor, found.line) or virtual_budgets.runs(actor)):
        raise NotFound
    return found


def settle(actor: Actor, shortfall: VirtualShortfall, how: str) -> None:
    """Record how a shortfall was made good."""
    if shortfall.settled_at is not None:
        raise Refusal("This was made good already.")
    if not how.strip():
        raise Refusal("Say how it was made good", field="how")
    shortfall.settled_at, shortfall.settled_how = now(), how.strip()
    db.session.flush()
    audit.record("virtual_shortfall.settled", shortfall, actor=actor)

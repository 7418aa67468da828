"""Reading what waits for a second person, and what was decided."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from commissioning.rules.two_people import HeldState
from commissioning.services.two_people import SECONDS, may_decide
from models.pots import Pot
from models.two_people import Held, TwoPeopleAmount
from participation.rules.needs import Need
from participation.rules.people import Actor, ScopeKind
from participation.rules.refusals import NotFound

DECIDED_SHOWN = 30


def waiting_for(actor: Actor) -> list[Held]:
    """Everything that waits and the reader may see, oldest first."""
    query = _held(actor).where(Held.state == HeldState.WAITING).order_by(Held.id)
    return list(db.session.scalars(query))


def decided_lately(actor: Actor) -> list[Held]:
    """What was confirmed, refused or taken back, newest first."""
    query = _held(actor).where(Held.state != HeldState.WAITING).order_by(Held.id.desc())
    return list(db.session.scalars(query.limit(DECIDED_SHOWN)))


def get_held_for(actor: Actor, public_id: str) -> Held:
    """One proposal; NotFound for whoever may not see it."""
    held = db.session.scalars(_held(actor).where(Held.public_id == public_id)).first()
    if held is None:
        raise NotFound
    return held


def can_decide(actor: Actor, held: Held) -> bool:
    """Whether the page offers this reader to confirm or refuse it."""
    mine = actor.public_id == held.proposed_by or actor.public_id in held.not_by
    return held.state is HeldState.WAITING and not mine and may_decide(actor, held)


def amounts() -> list[TwoPeopleAmount]:
    """Every amount that was set, newest first."""
    return list(db.session.scalars(sa.select(TwoPeopleAmount).order_by(TwoPeopleAmount.id.desc())))


def needs_for(actor: Actor) -> list[Need]:
    """What waits for this person as the second one."""
    if not actor.has(*SECONDS):
        return []
    return [
        Need(held.words, f"/waiting/{held.public_id}", action="Look at it",
             why=f"{held.proposed_name} proposed it. A second person has to confirm or refuse it.")
        for held in waiting_for(actor)
        if can_decide(actor, held)
    ]  # fmt: skip


def _held(actor: Actor) -> sa.Select[Held]:
    """What the reader may be the second person for, and what they proposed themselves."""
    query = sa.select(Held).options(joinedload(Held.pot).joinedload(Pot.team), joinedload(Held.entry))
    if actor.has(*SECONDS, scope=ScopeKind.COUNCIL):
        return query
    teams = {h.scope_id for h in actor.held if h.role in SECONDS and h.scope is ScopeKind.TEAM}
    mine = sa.select(Pot.id).where(Pot.team_id.in_(teams))
    return query.where(sa.or_(Held.pot_id.in_(mine), Held.proposed_by == actor.public_id))

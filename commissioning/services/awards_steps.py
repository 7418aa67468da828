"""One step of an award's life, taken once, and the step its proposal takes with it."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, once
from app.db import db
from commissioning.rules import awards as rules
from commissioning.rules.awards import AwardAction
from commissioning.rules.proposals import Action, State
from commissioning.services import proposals
from models.awards import Award
from models.proposals import Proposal
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def step(actor: Actor, award: Award, action: AwardAction, **values: object) -> None:
    """Take an award one step, if it is still where it was read."""
    found = rules.MACHINE.step(award.state, action)
    if not once.changed(award, Award.state == award.state, state=found.to, **values):
        raise Refusal("Somebody else has just changed this award. Look at it again.")
    audit.record(found.event, award, actor=actor)


def proposal_of(award: Award) -> Proposal | None:
    """The proposal the award is for."""
    return db.session.scalars(sa.select(Proposal).where(Proposal.public_id == award.proposal_id)).first()


def move_proposal(
    actor: Actor, award: Award, action: Action, froms: tuple[State, ...], reason: str = ""
) -> None:
    """Move the award's proposal on, when it stands in one of these states."""
    proposal = proposal_of(award)
    if proposal is not None and proposal.state in froms:
        proposals.move(actor, proposal, action, reason=reason)

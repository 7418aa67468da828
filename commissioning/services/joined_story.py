"""What became of an idea that was joined to another, as one reader may know it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from app.times import day
from commissioning.rules.merging import went_on
from commissioning.rules.proposals import Action
from commissioning.services import joined_ideas
from commissioning.services.proposals_reading import may_read
from models.proposals import Proposal, ProposalEvent
from participation.rules.people import Actor


@dataclass(frozen=True)
class Went:
    """Where it went on. `idea` is None when this reader may not read the joined idea (now)."""

    idea: Proposal | None
    words: str


def became_for(actor: Actor, proposal: Proposal) -> Went | None:
    """What this idea became, however often that was joined again; None when it was never joined."""
    joined = joined_ideas.goes_on_in(proposal)
    if joined is proposal:
        return None
    can_read = sa.select(Proposal.id).where(Proposal.id == joined.id, may_read(actor))
    idea = joined if db.session.scalar(can_read) is not None else None
    return Went(idea, went_on(joined.state, can_read=idea is not None, ended_on=_withdrawn_on(joined)))


def _withdrawn_on(proposal: Proposal) -> str:
    query = sa.select(sa.func.max(ProposalEvent.at)).where(
        ProposalEvent.proposal_id == proposal.id, ProposalEvent.action == Action.WITHDRAW
    )
    at = db.session.scalar(query)
    return day(at) if at else ""

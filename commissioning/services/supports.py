"""Support from neighbours: one each, taken back at will. It is counted on the idea's own page and nowhere else.

Nothing is sorted by it and no vote knows of it: support says "this matters to me too", never who is best.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules.comments import SUPPORTED_IN, check_may_support
from commissioning.rules.proposals import State
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals_reading import STAFF
from models.co_design import Support
from models.proposals import Proposal
from participation.rules.known import known
from participation.rules.people import Actor

FEWEST_SHOWN = 5  # below this a number could tell who


@dataclass(frozen=True)
class Supporting:
    """What one reader sees of the support for an idea. `count` is None while people vote on it, or when too few."""

    count: int | None
    is_mine: bool
    may_change: bool


def supporting(actor: Actor, proposal: Proposal) -> Supporting:
    """The support for one idea as this reader sees it."""
    total = db.session.scalar(sa.select(sa.func.count()).where(Support.proposal_id == proposal.id)) or 0
    hidden = proposal.state is State.IN_ROUND or total < FEWEST_SHOWN
    may = (
        proposal.state in SUPPORTED_IN
        and is_neighbour(actor)
        and actor.user_id is not None
        and actor.user_id not in author_ids(proposal)
    )
    return Supporting(None if hidden else total, _is_mine(actor, proposal), may)


def is_neighbour(actor: Actor) -> bool:
    """Whether this person lives or works in the place as a neighbour, and not on proposals for the council."""
    return not actor.has(*STAFF)


def give(actor: Actor, proposal: Proposal) -> bool:
    """Support it; saying it twice is once. Returns whether it was new. Raises Refusal when it cannot be given."""
    check_may_support(
        proposal.state, is_author=actor.user_id in author_ids(proposal), is_neighbour=is_neighbour(actor)
    )
    if _is_mine(actor, proposal):
        return False
    db.session.add(Support(proposal_id=proposal.id, user_id=known(actor), at=now()))
    db.session.flush()
    return True


def take_back(actor: Actor, proposal: Proposal) -> None:
    """Take one's support back. Nothing of it is kept."""
    db.session.execute(
        sa.delete(Support).where(Support.proposal_id == proposal.id, Support.user_id == known(actor))
    )


def _is_mine(actor: Actor, proposal: Proposal) -> bool:
    query = sa.select(Support.id).where(Support.proposal_id == proposal.id, Support.user_id == actor.user_id)
    return actor.user_id is not None and db.session.scalar(query) is not None

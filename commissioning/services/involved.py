"""Who had a part in a proposal, for keeping its check and its decision apart from them."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app.db import db
from commissioning.rules.apart import Involved
from commissioning.rules.suggestions import SuggestionState
from commissioning.services.co_authors import ever_author, ever_authors
from models.advice import Advice
from models.co_design import Support
from models.decisions import Interest
from models.proposals import Proposal
from models.suggestions import Suggestion

_TAKEN_UP = Suggestion.state == SuggestionState.ACCEPTED


def involved_in(proposal: Proposal) -> Involved:
    """Everybody with a part in it, in a fixed few queries."""
    taken_up = sa.and_(Suggestion.proposal_id == proposal.id, _TAKEN_UP)
    return Involved(
        authors=ever_authors(proposal),
        supporters=_ids(sa.select(Support.user_id).where(Support.proposal_id == proposal.id)),
        suggesters=_ids(sa.select(Suggestion.by_id).where(taken_up)),
        advisors=_ids(sa.select(Advice.by_id).where(Advice.proposal_id == proposal.id)),
        interested=_ids(sa.select(Interest.user_id).where(Interest.proposal_id == proposal.public_id)),
    )


def involved_among(user_id: int, public_ids: Collection[str]) -> set[str]:
    """Those of these proposals (public ids) in which this person has any part, in one query."""
    if not public_ids:
        return set()
    mine = sa.union_all(
        sa.select(Support.proposal_id).where(Support.user_id == user_id),
        sa.select(Suggestion.proposal_id).where(Suggestion.by_id == user_id, _TAKEN_UP),
        sa.select(Advice.proposal_id).where(Advice.by_id == user_id),
    )
    interested = sa.select(Interest.proposal_id).where(Interest.user_id == user_id)
    parts = sa.or_(ever_author(user_id), Proposal.id.in_(mine), Proposal.public_id.in_(interested))
    return set(
        db.session.scalars(sa.select(Proposal.public_id).where(Proposal.public_id.in_(public_ids), parts))
    )


def _ids(query: sa.Select[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(query))

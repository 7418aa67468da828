"""Who had a part in a proposal, for keeping its check and its decision apart from them."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.apart import Involved
from commissioning.rules.suggestions import SuggestionState
from commissioning.services.co_authors import ever_authors
from models.advice import Advice
from models.co_design import Support
from models.decisions import Interest
from models.proposals import Proposal
from models.suggestions import Suggestion


def involved_in(proposal: Proposal) -> Involved:
    """Everybody with a part in it, in a fixed few queries."""
    taken_up = sa.and_(Suggestion.proposal_id == proposal.id, Suggestion.state == SuggestionState.ACCEPTED)
    return Involved(
        authors=ever_authors(proposal),
        supporters=_ids(sa.select(Support.user_id).where(Support.proposal_id == proposal.id)),
        suggesters=_ids(sa.select(Suggestion.by_id).where(taken_up)),
        advisors=_ids(sa.select(Advice.by_id).where(Advice.proposal_id == proposal.id)),
        interested=_ids(sa.select(Interest.user_id).where(Interest.proposal_id == proposal.public_id)),
    )


def _ids(query: sa.Select[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(query))

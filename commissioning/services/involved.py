"""Who had a part in a proposal, for keeping its check and its decision apart from them.

A part in an idea that was joined to another is a part in the joined idea, which has every word and pound of it.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app.db import db
from commissioning.rules.apart import Involved
from commissioning.rules.suggestions import SuggestionState
from commissioning.services.interests import interested_in
from commissioning.services.joined_ideas import keys_of, pairs_where
from models.advice import Advice
from models.co_design import CoAuthor, Support
from models.decisions import Interest
from models.proposals import Proposal
from models.suggestions import Suggestion

_TAKEN_UP = Suggestion.state == SuggestionState.ACCEPTED


def involved_in(proposal: Proposal) -> Involved:
    """Everybody with a part in it, or in an idea it was joined from, in a fixed few queries."""
    keys = keys_of(proposal)
    taken_up = sa.and_(Suggestion.proposal_id.in_(keys), _TAKEN_UP)
    return Involved(
        authors=writers_of(proposal),
        supporters=_ids(sa.select(Support.user_id).where(Support.proposal_id.in_(keys))),
        suggesters=_ids(sa.select(Suggestion.by_id).where(taken_up)),
        advisors=_ids(sa.select(Advice.by_id).where(Advice.proposal_id.in_(keys))),
        interested=interested_in(proposal.public_id),
    )


def writers_of(proposal: Proposal) -> frozenset[int]:
    """Who writes it or ever did, or wrote an idea it was joined from: none of them may check it or decide on it."""
    keys = keys_of(proposal)
    joined = sa.select(CoAuthor.user_id).where(
        CoAuthor.proposal_id.in_(keys), CoAuthor.joined_at.is_not(None)
    )
    return _ids(sa.union(sa.select(Proposal.proposer_id).where(Proposal.id.in_(keys)), joined))


def involved_among(user_id: int, public_ids: Collection[str]) -> set[str]:
    """Those of these proposals (public ids) in which this person has any part, in one query."""
    return {public_id for _, public_id in involved_pairs({user_id}, public_ids)}


def involved_pairs(user_ids: Collection[int], public_ids: Collection[str]) -> set[tuple[int, str]]:
    """(person, proposal's public id) for each of these people with a part in one of these proposals, in one query."""
    if not user_ids or not public_ids:
        return set()
    parts = _parts_of(user_ids)
    pairs = pairs_where(Proposal.public_id.in_(public_ids))
    found = (
        sa.select(parts.c.who, Proposal.public_id)
        .join(pairs, pairs.c.part == parts.c.part)
        .join(Proposal, Proposal.id == pairs.c.idea)
    )
    return {(who, public_id) for who, public_id in db.session.execute(found)}


def _parts_of(user_ids: Collection[int]) -> sa.Subquery:
    """(`who`, `part`) for whatever these people had to do with any proposal itself."""
    interested = sa.select(Interest.user_id, Proposal.id).join(
        Proposal, Proposal.public_id == Interest.proposal_id
    )
    return sa.union_all(
        sa.select(Proposal.proposer_id.label("who"), Proposal.id.label("part")).where(
            Proposal.proposer_id.in_(user_ids)
        ),
        sa.select(CoAuthor.user_id, CoAuthor.proposal_id).where(
            CoAuthor.user_id.in_(user_ids), CoAuthor.joined_at.is_not(None)
        ),
        sa.select(Support.user_id, Support.proposal_id).where(Support.user_id.in_(user_ids)),
        sa.select(Suggestion.by_id, Suggestion.proposal_id).where(Suggestion.by_id.in_(user_ids), _TAKEN_UP),
        sa.select(Advice.by_id, Advice.proposal_id).where(Advice.by_id.in_(user_ids)),
        interested.where(Interest.user_id.in_(user_ids)),
    ).subquery()


def _ids(query: sa.Select[int] | sa.CompoundSelect[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(query))

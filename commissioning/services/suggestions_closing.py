"""When an idea moves on, suggestions nobody answered are closed: whoever made one is told, once."""

from __future__ import annotations

import sqlalchemy as sa

from app import outbox
from app.db import db
from commissioning.rules.suggestions import SuggestionState
from models.proposals import Proposal
from models.suggestions import Suggestion
from participation.rules.letters import LetterKind


def tell_closed(proposal: Proposal) -> frozenset[int]:
    """Tell everybody whose suggestion to this idea still waited that it is closed, and where to read why.

    Gives who (user ids) was told now: nobody, when they had been told before.
    """
    query = sa.select(Suggestion.by_id).where(
        Suggestion.proposal_id == proposal.id, Suggestion.state == SuggestionState.WAITING
    )
    waiting = frozenset(db.session.scalars(query))
    path = f"/proposals/{proposal.public_id}"
    told = outbox.post_each(
        [(user_id, path) for user_id in waiting], "What you suggested is closed",
        "An idea you suggested a change to has moved on, so nobody can take your suggestion up any more. Sign in to "
        "Our Part to see where the idea is now.",
        about=f"suggestions-closed:{proposal.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip
    return waiting if told else frozenset()

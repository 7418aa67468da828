"""Ideas like the one somebody is writing, among those they may read: so that neighbours find each other."""

from __future__ import annotations

from app.db import db
from commissioning.rules.proposals import State
from commissioning.rules.searching import alike, telling
from commissioning.services.proposals_index import likeliest
from commissioning.services.proposals_reading import Row, readable, rows_for
from models.proposals import Proposal, ProposalVersion
from participation.rules.people import Actor

MOST_SIMILAR = 3
CANDIDATES = 40
_NOT_OFFERED = frozenset({State.DRAFT, State.RETURNED, State.REFUSED, State.WITHDRAWN, State.MERGED})


def similar_to(actor: Actor, title: str, need: str = "", *, but: str = "") -> list[Row]:
    """At most three proposals this person may read that are like these words, the likest first; `but` is left out."""
    mine = telling(title, need)
    if not mine:
        return []
    shown = ProposalVersion.number.is_not(None)  # one's own that waits to be read has nothing to compare
    query = readable(actor).where(Proposal.public_id != but, Proposal.state.not_in(_NOT_OFFERED), shown)
    candidates = db.session.execute(likeliest(query, mine).limit(CANDIDATES))
    scores = {found.public_id: alike(mine, version.title, version.words) for found, version in candidates}
    likest = sorted((one for one, score in scores.items() if score), key=lambda one: -scores[one])
    chosen = likest[:MOST_SIMILAR]
    if not chosen:
        return []
    found = rows_for(actor, readable(actor).where(Proposal.public_id.in_(chosen)))
    rows = {row.public_id: row for row in found}
    return [rows[public_id] for public_id in chosen]

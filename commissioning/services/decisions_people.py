"""Who may decide on a proposal: a decision-maker of its team who has no part in it."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules import decisions as rules
from commissioning.rules.apart import check_apart
from commissioning.rules.decisions import Parts
from commissioning.services import organisations
from commissioning.services.involved import involved_in
from commissioning.services.joined_ideas import keys_of
from models.proposals import Proposal
from models.reviews import Review
from models.rounds import RollEntry, RoundProject
from participation.rules.people import Actor


def parts_in(proposal: Proposal) -> Parts:
    """Who proposed, reviewed and voted, in whichever round: none of them may decide."""
    reviewers = sa.select(Review.reviewer_id).where(Review.proposal_id == proposal.id)
    rounds = sa.select(RoundProject.round_id).where(RoundProject.proposal_id == proposal.id)
    voters = sa.select(RollEntry.user_id).where(RollEntry.round_id.in_(rounds), RollEntry.voted == 1)
    return Parts(
        proposal.proposer_id, frozenset(db.session.scalars(reviewers)), frozenset(db.session.scalars(voters))
    )


def check_person(actor: Actor, proposal: Proposal, has_interest: bool) -> None:
    """Refuse a person who proposed, wrote, checked, voted, advised, gains, or acts for the organisation that asks."""
    rules.check_may_decide(actor.user_id, parts_in(proposal), has_interest)
    check_apart(actor.user_id, involved_in(proposal), another="another decision-maker must decide")
    names = {name for name in _groups_of(proposal) if name}
    rules.check_not_own(organisations.acts_for_any(actor.user_id, names))


def _groups_of(proposal: Proposal) -> set[str]:
    """The group and the sponsor, and those of each idea it was joined from."""
    query = sa.select(Proposal.group_name, Proposal.sponsor).where(Proposal.id.in_(keys_of(proposal)))
    return {name for row in db.session.execute(query) for name in row}

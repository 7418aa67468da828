"""Ideas that a vote did not choose, for tests."""

from __future__ import annotations

from typing import Any

from commissioning.rules.proposals import Action
from commissioning.services import proposals
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from models.proposals import Proposal
from participation.rules.people import Actor
from tests.attachments_made import picture
from tests.co_design_made import join
from tests.proposals_made import actor, drafted, reviewed


def lost(*photos: str, **changes: Any) -> Proposal:
    """Mei's and Grace's, with these photos of Mei's, which a vote did not choose."""
    idea = drafted("Mei", **changes)
    join(idea, "Mei", "Grace")
    for size, words in enumerate(photos, start=20):
        extras.add_photo(actor("Mei"), idea.public_id, picture((size, size), words=words))
    drafts.submit(actor("Mei"), idea.public_id)
    reviewed(idea)
    for action in (Action.PUT_IN_ROUND, Action.NOT_CHOOSE):
        proposals.move(Actor.system(), idea, action)
    return idea

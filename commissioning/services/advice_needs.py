"""What waits for young advisors: proposals they are asked about before a decision."""

from __future__ import annotations

from commissioning.services import advice
from participation.rules.needs import Need
from participation.rules.people import Actor


def needs_for(actor: Actor) -> list[Need]:
    """One line for each proposal without this advisor's view. It is never late: nobody has to answer."""
    return [
        Need(
            f"What do you think of “{one.title}”?", f"/proposals/{one.proposal.public_id}/advice",
            why="Your advice comes before the decision.", due=one.request.reply_by, action="Say what you think",
        )
        for one in advice.waiting_for(actor)
    ]  # fmt: skip

"""What waits for a proposer: drafts to finish, and proposals sent back to change."""

from __future__ import annotations

from commissioning.rules.proposals import State
from commissioning.services import proposals_reading
from participation.rules.needs import Need
from participation.rules.people import Actor


def needs_for(actor: Actor) -> list[Need]:
    """One line for each of this person's proposals that only they can take further."""
    titles = {State.DRAFT: "Finish your proposal", State.RETURNED: "Change your proposal and send it again"}
    return [
        Need(
            f"{titles[idea.row.state]}: “{idea.row.title or 'no title yet'}”",
            f"/proposals/{idea.row.public_id}",
        )
        for idea in proposals_reading.mine(actor)
        if idea.row.state in titles
    ]

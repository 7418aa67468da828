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
        Need(f"{titles[row.state]}: “{row.title or 'no title yet'}”", f"/proposals/{row.public_id}")
        for row in proposals_reading.unfinished(actor)
    ]

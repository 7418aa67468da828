"""What waits for a proposer: drafts to finish, and proposals sent back to change."""

from __future__ import annotations

from commissioning.rules.proposals import State
from commissioning.services import co_authors, proposals_reading
from participation.rules.needs import Need
from participation.rules.people import Actor


def needs_for(actor: Actor) -> list[Need]:
    """One line for each of this person's proposals that only they can take further."""
    titles = {State.DRAFT: "Finish your proposal", State.RETURNED: "Change your proposal and send it again"}
    rows = proposals_reading.unfinished(actor)
    waiting = co_authors.paused_among(actor, [row.public_id for row in rows]) if rows else frozenset()
    return [
        Need(
            f"Waits for one more person: “{row.title or 'no title yet'}”", f"/proposals/{row.public_id}/authors",
            why="You can ask somebody, or leave.", action="See who writes it",
        )
        if row.public_id in waiting
        else Need(f"{titles[row.state]}: “{row.title or 'no title yet'}”", f"/proposals/{row.public_id}")
        for row in rows
    ]  # fmt: skip

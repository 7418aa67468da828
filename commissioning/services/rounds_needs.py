"""What waits for somebody in rounds: votes to cast, rounds to open or to count."""

from __future__ import annotations

from commissioning.services import rounds_reading
from participation.rules.needs import Need
from participation.rules.people import Actor


def needs_for(actor: Actor) -> list[Need]:
    """Votes this person has not cast, and, for those who run rounds, rounds still being set up or not yet counted."""
    votes = [
        Need(f"Vote in “{line.round.title}”", f"/rounds/{line.round.public_id}", due=line.round.closes_at,
             why="Nobody can see how you vote.", action="Vote")
        for line in rounds_reading.open_rounds_for(actor)
        if line.can_vote_now
    ]  # fmt: skip
    if not rounds_reading.runs_rounds(actor):
        return votes
    lists = rounds_reading.lists_for(actor)
    setting_up = [
        Need(
            f"Finish setting up “{line.round.title}”",
            f"/rounds/{line.round.public_id}",
            due=line.round.opens_at,
        )
        for line in lists.being_set_up
    ]
    return [
        *votes,
        *setting_up,
        *(Need(f"Count “{line.round.title}”", f"/rounds/{line.round.public_id}") for line in lists.closed),
    ]

"""What waits for a participation worker: released words in no theme yet, and themes not yet sent to anyone."""

from __future__ import annotations

from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import themes
from participation.services.released import ReleasedFeedback


def needs_for(actor: Actor) -> list[Need]:
    """Two kinds of line, for participation workers only."""
    if not actor.has(Role.PARTICIPATION_WORKER):
        return []
    loose = ReleasedFeedback().not_in_a_theme().count()
    found = (
        [Need(f"{loose} released and in no theme yet", "/themes", why="Put together what people said.")]
        if loose
        else []
    )
    return found + [
        Need(f"Send “{theme.title}” to someone who can act", f"/themes/{theme.public_id}")
        for theme in themes.gathering()
    ]

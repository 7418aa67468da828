"""What a tablet passed round a group keeps in its cookie: that it is set out, and nothing of whoever holds it."""

from __future__ import annotations

from flask import session

# Set out for a vote, and set out to have a say.
VOTE, SAY = "tablet", "say_tablet"


def forget_whoever_was_here() -> list[str]:
    """Clear the cookie of all but what a tablet is set out for; the names of what stays."""
    stays = {name: session[name] for name in (VOTE, SAY) if name in session}
    session.clear()
    session.update(stays)
    return list(stays)

"""Who did it: the key of a signed-in person, for the "by" columns."""

from __future__ import annotations

from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def known(actor: Actor) -> int:
    """The actor's key; raises Refusal for somebody not signed in (the door should have stopped them)."""
    if actor.user_id is None:
        raise Refusal("Sign in to do this.")
    return actor.user_id

"""Where a page about a vote leads for an idea: to the idea itself, for whoever may open it."""

from __future__ import annotations

from collections.abc import Collection

from app.access import Permission, may
from commissioning.services.proposals_reading import readable_among
from participation.rules.people import Actor


def openable(actor: Actor, public_ids: Collection[str]) -> frozenset[str]:
    """Which of these ideas this person may open; none for somebody who is not signed in. One query at most."""
    return readable_among(actor, public_ids) if may(actor, Permission.READ_PROPOSALS) else frozenset()

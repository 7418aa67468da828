"""What waits at the safeguarding desk, as one line: counts only, never a word of it."""

from __future__ import annotations

from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import triage

DESK = "/desk"


def needs_for(actor: Actor) -> list[Need]:
    """One line for people on the desk when anything waits; nobody else is told even that."""
    if not actor.has(Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY):
        return []
    clock = triage.clock(actor)
    if not clock.waiting:
        return []
    many = "One person’s words wait" if clock.waiting == 1 else f"{clock.waiting} people’s words wait"
    return [
        Need(
            f"{many} to be read", DESK, why=_why(clock), late=bool(clock.urgent or clock.late), action="Read"
        )
    ]


def _why(clock: triage.Clock) -> str:
    parts = [
        f"{clock.urgent} to read within the hour" if clock.urgent else "",
        f"{clock.late} past their time" if clock.late else "",
    ]
    return ", ".join(filter(None, parts))

"""Who speaks for which side of a Deal. A worker supports both, a councillor is part of the council: neither speaks."""

from __future__ import annotations

from participation.rules.deals_life import Side, Voice
from participation.rules.people import Actor, Role, SeatKind
from participation.rules.refusals import Refusal

OUR_ROLES = (Role.COMMISSIONING_OFFICER, Role.RESPONDER, Role.DECISION_MAKER, Role.PARTNER_LEAD)
YOUR_ROLES = (Role.YOUNG_ADVISOR, Role.CHAIR, Role.TEAM_MEMBER)
COUNCILLOR = (
    "A councillor is part of the council. Young people and the community speak for “your part” themselves."
)


def side_of(actor: Actor) -> Side | None:
    """The side this person may speak for, or None. A councillor's seat on a team speaks for nobody's part."""
    if any(held.role in YOUR_ROLES and held.seat is not SeatKind.ELECTED for held in actor.held):
        return Side.YOURS
    return Side.OURS if actor.has(*OUR_ROLES) else None


def is_councillor(actor: Actor) -> bool:
    """Whether it is only a councillor's seat that brings this person to a Deal."""
    return side_of(actor) is None and actor.has(*YOUR_ROLES)


def refuse_councillor(actor: Actor) -> None:
    """Raise Refusal for somebody whom only a councillor's seat brings here."""
    if is_councillor(actor):
        raise Refusal(COUNCILLOR)


def side_spoken_for(actor: Actor, worker_does: str) -> Side:
    """The side this person speaks for; raises Refusal naming why, when they speak for neither."""
    side = side_of(actor)
    if side is None:
        refuse_councillor(actor)
        raise Refusal(f"A worker supports both sides and {worker_does} for neither")
    return side


def voice_of(actor: Actor) -> Voice:
    """For whom this person acts in a Deal; the scheduler is the clock."""
    if not actor.is_signed_in:
        return Voice.CLOCK
    side = side_of(actor)
    return Voice(side) if side else Voice.HELPER

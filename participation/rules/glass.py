"""Breaking the glass: an administrator reads one item's words when nobody at the desk can, and never alone.

Two people (reliability.md, "Disclosures"): one asks with a written reason, another lets it be opened, and it shuts by
itself. Everybody who watches over the desk is told at once, and told nothing of the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from participation.rules.people import Role
from participation.rules.refusals import Refusal

# Besides the desk, who is told of each asking and may be the second person; they never see the words.
WATCHERS = (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER)
# Who may shut it early, besides the one who asked: the lead, or the deputy in the lead’s place.
MAY_SHUT = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY)

OPEN_FOR = timedelta(minutes=30)
ASKING_LASTS = timedelta(hours=24)
SHORTEST_REASON = 30


class GlassState(StrEnum):
    """How an asking stands now, worked out from its dates."""

    ASKED = "asked"
    OPEN = "open"
    REFUSED = "refused"
    SHUT = "shut"
    LAPSED = "lapsed"


GLASS_WORDS: dict[GlassState, str] = {
    GlassState.ASKED: "Waits for a second person", GlassState.OPEN: "Open", GlassState.REFUSED: "Refused",
    GlassState.SHUT: "Shut", GlassState.LAPSED: "Nobody answered in a day",
}  # fmt: skip


_NOT_NOW: dict[GlassState, str] = {
    GlassState.OPEN: "Somebody has just said yes, and it is open.",
    GlassState.REFUSED: "Somebody has said no to this already.",
    GlassState.SHUT: "Somebody said yes to this, and it is shut again.",
    GlassState.LAPSED: "Nobody answered this within a day, so it has lapsed.",
}


def state_of(
    now: datetime, asked_at: datetime, opened_at: datetime | None, refused_at: datetime | None,
    shut_at: datetime | None = None,
) -> GlassState:  # fmt: skip
    """The state at `now`: open for half an hour from when the second person said yes, or until it is shut early."""
    if refused_at is not None:
        return GlassState.REFUSED
    if shut_at is not None:
        return GlassState.SHUT
    if opened_at is not None:
        return GlassState.OPEN if now < opened_at + OPEN_FOR else GlassState.SHUT
    return GlassState.ASKED if now < asked_at + ASKING_LASTS else GlassState.LAPSED


def check_shutting(state: GlassState) -> None:
    """Raise Refusal unless it is open: what is shut stays shut, and what was never opened cannot be shut."""
    if state is not GlassState.OPEN:
        raise Refusal("This is not open, so there is nothing to shut.")


def check_reason(reason: str) -> None:
    """Raise Refusal unless the reason is written out."""
    if len(reason) < SHORTEST_REASON:
        raise Refusal(
            "Write why in a sentence or two: who cannot be reached, and what must be done now.",
            field="reason",
        )


def check_asking(states: Iterable[GlassState]) -> None:
    """Raise Refusal when the same person’s own asking for this item still waits, or is open: one at a time."""
    standing = set(states)
    if GlassState.OPEN in standing:
        raise Refusal("This is open to you already. You find it at the top of this page.", field="number")
    if GlassState.ASKED in standing:
        raise Refusal("You have asked for this already. It waits for a second person.", field="number")


def check_answer(state: GlassState, asked_by: int | None, answered_by: int | None) -> None:
    """Raise Refusal when the asking is not waiting, or the same person would answer their own."""
    if state is not GlassState.ASKED:
        raise Refusal(f"{_NOT_NOW[state]} It cannot be answered now.")
    if asked_by == answered_by:
        raise Refusal("Somebody else must answer what you asked for.")

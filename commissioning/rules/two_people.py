"""Two people for large sums: one proposes, a different one confirms or refuses. Until then nothing is in the books.

Dual control is what auditors ask of any payment system (OWASP ASVS 5.0, 2.3.5; the design's FN6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal


class HeldState(StrEnum):
    """Where a proposed movement is."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[HeldState, str] = {
    HeldState.WAITING: "Waiting for a second person. Nothing has moved yet.",
    HeldState.CONFIRMED: "Confirmed. It is done.",
    HeldState.REFUSED: "Refused. Nothing moved.",
    HeldState.WITHDRAWN: "Taken back by the one who proposed it. Nothing moved.",
}
# What one person may not post alone above the set amount. A promise is not here, since a published decision makes it,
# nor is a promise released: no money leaves or enters the pot.
K = EntryKind
NEEDS_TWO = frozenset(
    {K.ALLOCATE, K.PAY, K.REVERSE, K.PLEDGE, K.OPENING, K.RETURN, K.HAND_BACK, K.CARRY_FORWARD, K.CUT_PLEDGE}
)
# What one person does alone in one pot on one London day counts together, so that no sum is split to stay below.
# Handing back and carrying forward move everything at once; payments go to different people, each approved.
TOGETHER: tuple[frozenset[EntryKind], ...] = (
    frozenset({K.ALLOCATE, K.OPENING, K.PLEDGE, K.RETURN}),
    frozenset({K.CUT_PLEDGE}),
)
HIGHEST = Pence(100_000_00)  # above this a set amount would hold next to nothing, and the rule would be off
WAITS = "So large a sum takes two people. It waits for a second person."
OWN = "You proposed this, so somebody else has to confirm it. Ask a colleague to look at it."


def is_above(amount: int, set_amount: int | None) -> bool:
    """Whether `amount` pence needs two people; the set amount itself does not. None: nothing is set."""
    return set_amount is not None and amount > set_amount


def counted_with(kind: EntryKind) -> frozenset[EntryKind]:
    """The kinds of entries of one day that count together with this one; none when each counts for itself."""
    return next((kinds for kinds in TOGETHER if kind in kinds), frozenset())


def check_alone(amount: int, set_amount: int | None, before: int = 0) -> None:
    """Refuse (field "amount") one person moving more than the set amount alone, with `before` pence moved that day."""
    if is_above(amount + before, set_amount):
        raise Refusal(
            f"Above {Pence(set_amount or 0)} two people are needed: propose it, and somebody else confirms it"
            f"{day_words(amount, before)}",
            field="amount",
        )


def day_words(amount: int, before: int) -> str:
    """What this makes with what the same person did that day; nothing when it is the first."""
    return f" (with {Pence(before)} earlier that day it comes to {Pence(amount + before)})" if before else ""


def check_set_amount(amount: int) -> None:
    """Refuse (field "amount") a set amount so high that it would switch the rule off."""
    if amount > HIGHEST:
        raise Refusal(
            f"Above {HIGHEST} hardly anything would take two people, and the rule would be off. Write a lower amount",
            field="amount",
        )


def check_second(proposed_by: str, second: str, not_by: Collection[str] = ()) -> None:
    """Refuse the proposer as their own second person, and anybody in `not_by` (public ids)."""
    if second == proposed_by:
        raise Refusal(OWN)
    if second in not_by:
        raise Refusal("You took part in this already, so somebody else has to confirm it.")


def check_waiting(state: HeldState) -> None:
    """Refuse to decide what is decided."""
    if state is not HeldState.WAITING:
        raise Refusal(f"This is decided already. {STATE_WORDS[state]}")


def check_why(why: str) -> None:
    """A refusal says why (field "why")."""
    if not why.strip():
        raise Refusal("Say why you refuse it, so that it can be put right", field="why")


def check_from_day(from_day: date, today: date) -> None:
    """A set amount holds from today or later, never for days gone by (field "from_day")."""
    if from_day < today:
        raise Refusal("Choose today or a later day: what is done stays as it was done", field="from_day")


def in_force(settings: Iterable[tuple[date, Pence]], day: date) -> Pence | None:
    """The amount that holds on `day`, from (first day, amount) pairs, oldest written first; None before the first."""
    begun = [(first, at, amount) for at, (first, amount) in enumerate(settings) if first <= day]
    return max(begun)[2] if begun else None

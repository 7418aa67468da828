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
# What one person may not post alone above the set amount. A promise is not here: a published decision makes it.
NEEDS_TWO = frozenset({EntryKind.ALLOCATE, EntryKind.PAY, EntryKind.REVERSE, EntryKind.PLEDGE})
OWN = "You proposed this, so somebody else has to confirm it. Ask a colleague to look at it."


def is_above(amount: int, set_amount: int | None) -> bool:
    """Whether `amount` pence needs two people; the set amount itself does not. None: nothing is set."""
    return set_amount is not None and amount > set_amount


def check_alone(amount: int, set_amount: int | None) -> None:
    """Refuse (field "amount") one person moving more than the set amount alone."""
    if is_above(amount, set_amount):
        raise Refusal(
            f"Above {Pence(set_amount or 0)} two people are needed: propose it, and somebody else confirms it",
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

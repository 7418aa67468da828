"""Awards: offered, accepted, paid in one or more payments, or lapsed when nobody claims them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step

TIME_TO_ACCEPT = timedelta(days=60)


class AwardState(StrEnum):
    """Where an award is."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    PART_PAID = "part_paid"
    PAID = "paid"
    DECLINED = "declined"
    LAPSED = "lapsed"


class AwardAction(StrEnum):
    """What can happen to an award; read after "cannot be" in refusals."""

    ACCEPT = "accepted"
    DECLINE = "declined"
    LAPSE = "lapsed"
    PAY_PART = "paid_in_part"
    PAY_REST = "paid"


S, A = AwardState, AwardAction
MACHINE: Machine[AwardState, AwardAction] = Machine(
    "award",
    {
        (S.OFFERED, A.ACCEPT): Step(S.ACCEPTED, "award.accepted"),
        (S.OFFERED, A.DECLINE): Step(S.DECLINED, "award.declined"),
        (S.OFFERED, A.LAPSE): Step(S.LAPSED, "award.lapsed"),
        (S.ACCEPTED, A.PAY_PART): Step(S.PART_PAID, "award.part_paid"),
        (S.ACCEPTED, A.PAY_REST): Step(S.PAID, "award.paid"),
        (S.PART_PAID, A.PAY_PART): Step(S.PART_PAID, "award.part_paid"),
        (S.PART_PAID, A.PAY_REST): Step(S.PAID, "award.paid"),
    },
)
STATE_WORDS: dict[AwardState, str] = {
    S.OFFERED: "Offered. It waits for an adult or an accountable organisation to accept it.",
    S.ACCEPTED: "Accepted. Nothing is paid yet.",
    S.PART_PAID: "Paid in part.",
    S.PAID: "Paid in full.",
    S.DECLINED: "Declined. The money went back to the pot.",
    S.LAPSED: "Lapsed: nobody claimed it in time. The money went back to the pot.",
}


def check_signer(is_child: bool, signed_by: str) -> None:
    """Refuse a child's signature (LG10: minors lead, an adult or accountable body signs) and a nameless one."""
    if is_child:
        raise Refusal(
            "An adult or an accountable organisation has to sign for an award. Ask your supporter to do it."
        )
    if not signed_by.strip():
        raise Refusal("Write the full name of the adult who signs, and their organisation", field="signed_by")


def check_payment(amount: int, promised: int) -> None:
    """Refuse (field "amount") a payment of nothing, or of more than is promised and not yet paid. Pence."""
    if amount <= 0:
        raise Refusal("Write how much to pay", field="amount")
    if amount > promised:
        raise Refusal(
            f"This award has {Pence(promised)} still to pay, and this pays {Pence(amount)}", field="amount"
        )


def accept_by(offered_at: datetime) -> datetime:
    """When an offer lapses."""
    return offered_at + TIME_TO_ACCEPT


def has_lapsed(accept_by: datetime, now: datetime) -> bool:
    """Whether the time to accept is over (the instant itself is too late)."""
    return now >= accept_by

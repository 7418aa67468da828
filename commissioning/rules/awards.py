"""Awards: offered, accepted, paid in one or more payments, or lapsed when nobody claims them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step

NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # letters of any alphabet, as in O’Neill or Reed-Hall
TIME_TO_ACCEPT = timedelta(days=60)


class AwardState(StrEnum):
    """Where an award is."""

    TO_OFFER = "to_offer"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    PART_PAID = "part_paid"
    PAID = "paid"
    FINISHED = "finished"
    STOPPED = "stopped"
    DECLINED = "declined"
    LAPSED = "lapsed"


class AwardAction(StrEnum):
    """What can happen to an award; read after "cannot be" in refusals."""

    OFFER = "offered"
    ACCEPT = "accepted"
    DECLINE = "declined"
    LAPSE = "lapsed"
    PAY_PART = "paid_in_part"
    PAY_REST = "paid"
    FINISH = "finished"
    STOP = "stopped"


S, A = AwardState, AwardAction
_GOING = (S.ACCEPTED, S.PART_PAID, S.PAID)
MACHINE: Machine[AwardState, AwardAction] = Machine(
    "award",
    {
        (S.TO_OFFER, A.OFFER): Step(S.OFFERED, "award.offered"),
        (S.TO_OFFER, A.DECLINE): Step(S.DECLINED, "award.declined"),
        (S.OFFERED, A.ACCEPT): Step(S.ACCEPTED, "award.accepted"),
        (S.OFFERED, A.DECLINE): Step(S.DECLINED, "award.declined"),
        (S.OFFERED, A.LAPSE): Step(S.LAPSED, "award.lapsed"),
        (S.ACCEPTED, A.PAY_PART): Step(S.PART_PAID, "award.part_paid"),
        (S.ACCEPTED, A.PAY_REST): Step(S.PAID, "award.paid"),
        (S.PART_PAID, A.PAY_PART): Step(S.PART_PAID, "award.part_paid"),
        (S.PART_PAID, A.PAY_REST): Step(S.PAID, "award.paid"),
        **{(state, A.FINISH): Step(S.FINISHED, "award.finished") for state in _GOING[1:]},
        **{(state, A.STOP): Step(S.STOPPED, "award.stopped") for state in _GOING},
    },
    {S.TO_OFFER: "not offered yet", S.PART_PAID: "paid in part"},
)
STATE_WORDS: dict[AwardState, str] = {
    S.TO_OFFER: "Decided. The commissioning officer is getting the offer ready.",
    S.OFFERED: "Offered. It waits for an adult or an accountable organisation to accept it.",
    S.ACCEPTED: "Accepted. Nothing is paid yet.",
    S.PART_PAID: "Paid in part.",
    S.PAID: "Paid in full.",
    S.FINISHED: "Finished: the last report is in, and what was not used is back in the pot.",
    S.STOPPED: "Stopped before its end. What was not paid is back in the pot.",
    S.DECLINED: "Declined. The money went back to the pot.",
    S.LAPSED: "Lapsed: nobody claimed it in time. The money went back to the pot.",
}


def words_of(state: AwardState, came_back: Pence) -> str:
    """How an award stands; "paid in full" is not said of money that came back since."""
    if state is AwardState.PAID and came_back:
        return f"All of it was paid, and {came_back} of it came back to the pot."
    return STATE_WORDS[state]


GIVEN_UP = frozenset({S.DECLINED, S.LAPSED})
BEFORE_SIGNING = frozenset({S.TO_OFFER, S.OFFERED})
GOING = frozenset(_GOING)
GIVES_BACK = frozenset({S.PART_PAID, S.PAID, S.FINISHED, S.STOPPED})


def check_adult(is_child: bool) -> None:
    """Refuse a child's signature (LG10: minors lead, an adult or accountable body signs)."""
    if is_child:
        raise Refusal(
            "An adult or an accountable organisation has to sign for an award. Ask your supporter to do it."
        )


def check_signer(is_child: bool, signed_by: str) -> None:
    """Refuse a child's signature, and (field "signed_by") one that is not somebody's full name."""
    check_adult(is_child)
    if not signed_by.strip():
        raise Refusal("Write the full name of the adult who signs, and their organisation", field="signed_by")
    words = NAME_WORD.findall(signed_by)
    if len(words) < 2 or max(map(len, words)) < 2:  # "x" and "X Y" sign for nobody anyone could find again
        raise Refusal("Write a full name, first name and family name, like Hana Reed", field="signed_by")


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


def check_instalments(instalments: Sequence[int], amount: int) -> None:
    """Refuse (field "instalments") instalments that do not come to the whole award. Pence."""
    if instalments and sum(instalments) != amount:
        raise Refusal(
            f"The instalments come to {Pence(sum(instalments))}, and the award is {Pence(amount)}",
            field="instalments",
        )


def check_asks(amount: int, promised: int, waiting: int) -> None:
    """Refuse (field "amount") a request of nothing, or above what is left once others waiting are paid. Pence."""
    if amount <= 0:
        raise Refusal("Write how much you ask for", field="amount")
    if amount > promised - waiting:
        also = f", and {Pence(waiting)} of that is asked for already" if waiting else ""
        raise Refusal(
            f"This award has {Pence(promised)} still to pay{also}, and this asks {Pence(amount)}",
            field="amount",
        )


def check_three_people(user_id: int | None, asked_by: int, approved_by: int | None = None) -> None:
    """Refuse whoever asked for a payment, or approved it, the next step of it (FN6: two people, always)."""
    if user_id is None:
        raise Refusal("Only a named person can do that.")
    if user_id == asked_by:
        raise Refusal("You asked for this payment, so somebody else must approve and release it.")
    if user_id == approved_by:
        raise Refusal("You approved this payment, so somebody else must release it.")


def check_not_own(belongs: bool) -> None:
    """Refuse somebody who belongs to the organisation an award is made out to."""
    if belongs:
        raise Refusal(
            "You belong to the organisation this award is made out to, so somebody else must do this."
        )


def check_lowers(amount: int, now_is: int, paid: int) -> None:
    """Refuse (field "amount") a change of terms that raises an award, or takes it below what is paid. Pence."""
    if amount > now_is:
        raise Refusal(
            f"A change of terms cannot raise an award above {Pence(now_is)}. More money needs a new decision.",
            field="amount",
        )
    if amount < max(paid, 1):
        raise Refusal(f"{Pence(paid)} is already paid, so the award cannot be less than that", field="amount")


def check_gives_back(amount: int, paid: int) -> None:
    """Refuse (field "amount") to take back nothing, or more than was paid. Pence."""
    if amount <= 0:
        raise Refusal("Write how much comes back", field="amount")
    if amount > paid:
        raise Refusal(f"{Pence(paid)} was paid, and this asks {Pence(amount)} back", field="amount")

"""A payment request's way: asked, approved by the officer, released by the finance lead; or sent back with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class PaymentState(StrEnum):
    """Where a request is."""

    ASKED = "asked"
    APPROVED = "approved"
    RELEASED = "released"
    SENT_BACK = "sent_back"


class PaymentAction(StrEnum):
    """What happens to it; read after "cannot be" in refusals."""

    APPROVE = "approved"
    RELEASE = "released"
    SEND_BACK = "sent_back"


S, A = PaymentState, PaymentAction
MACHINE: Machine[PaymentState, PaymentAction] = Machine(
    "payment request",
    {
        (S.ASKED, A.APPROVE): Step(S.APPROVED, "payment.approved"),
        (S.ASKED, A.SEND_BACK): Step(S.SENT_BACK, "payment.sent_back"),
        (S.APPROVED, A.RELEASE): Step(S.RELEASED, "payment.released"),
        (S.APPROVED, A.SEND_BACK): Step(S.SENT_BACK, "payment.sent_back"),
    },
)
STATE_WORDS: dict[PaymentState, str] = {
    S.ASKED: "Asked for. The commissioning officer looks at it next.",
    S.APPROVED: "Approved. The finance lead releases the money next.",
    S.RELEASED: "Paid.",
    S.SENT_BACK: "Sent back, with a reason. You can ask again.",
}
WAITING = (S.ASKED, S.APPROVED)
_NOT_YET = (
    "Nobody has approved this payment yet. The commissioning officer or the decision-maker looks at it first."
)
_PAID = "This payment is paid already. Nothing more can be done with it."
_BACK = "This request was sent back. Whoever asked can ask again."
REFUSED: dict[tuple[PaymentState, PaymentAction], str] = {
    (S.ASKED, A.RELEASE): _NOT_YET,
    (S.APPROVED, A.APPROVE): "This payment is approved already. The finance lead releases it next.",
    **{(S.RELEASED, action): _PAID for action in A},
    **{(S.SENT_BACK, action): _BACK for action in A},
}


def step(state: PaymentState, action: PaymentAction) -> Step[PaymentState]:
    """The step `action` takes; refuses a wrong one saying how the request stands and what comes next."""
    if not MACHINE.allows(state, action):
        raise Refusal(REFUSED[state, action])
    return MACHINE.step(state, action)


def check_instalment(
    place: int, parts: Sequence[int], taken: Mapping[int, PaymentState], amount: int
) -> None:
    """Refuse an instalment asked for twice (field "instalment"), or for another sum than its own (field "amount").

    `parts` are the instalments' amounts in pence; `taken` is how the requests for each stand, sent back ones left out.
    """
    if not 0 <= place < len(parts):
        raise Refusal("Choose from the list", field="instalment")
    if place in taken:
        done = "paid" if taken[place] is PaymentState.RELEASED else "asked for"
        raise Refusal(f"This instalment is {done} already", field="instalment")
    if amount != parts[place]:
        raise Refusal(
            f"This instalment is {Pence(parts[place])}. To ask for another sum, choose “Another part of the award”",
            field="amount",
        )


def check_evidence(words: str, files: int = 0) -> None:
    """Refuse (field "words") a request that shows nothing for itself."""
    if len(words.strip()) < 10 and not files:
        raise Refusal("Say what was done or bought, in a sentence or two", field="words")


def check_readable(is_readable: bool) -> None:
    """Refuse to approve words that nobody has let through yet."""
    if not is_readable:
        raise Refusal(
            "Their words are still being read by the safeguarding lead. You can approve it after that."
        )

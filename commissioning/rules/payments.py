"""A payment request's way: asked, approved by the officer, released by the finance lead; or sent back with a reason."""

from __future__ import annotations

from enum import StrEnum

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

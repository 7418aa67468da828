"""A governance summary's life, and who may do what to it. Its figures come only from the facts frozen at the cut."""

from __future__ import annotations

import re
from enum import StrEnum

from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class SummaryState(StrEnum):
    """Where a summary stands. Before the cut it is only a day in the calendar ("scheduled")."""

    DRAFTED = "drafted"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    PUBLISHED = "published"


class SummaryAction(StrEnum):
    """What may be done to one."""

    SEND = "sent_for_approval"
    RETURN = "returned"
    APPROVE = "approved"
    PUBLISH = "published"


S, A = SummaryState, SummaryAction
LIFE: Machine[SummaryState, SummaryAction] = Machine(
    "summary",
    {
        (S.DRAFTED, A.SEND): Step(S.AWAITING_APPROVAL, "summary.sent_for_approval"),
        (S.AWAITING_APPROVAL, A.RETURN): Step(S.DRAFTED, "summary.returned"),
        (S.AWAITING_APPROVAL, A.APPROVE): Step(S.APPROVED, "summary.approved"),
        (S.APPROVED, A.RETURN): Step(S.DRAFTED, "summary.returned"),
        (S.APPROVED, A.PUBLISH): Step(S.PUBLISHED, "summary.published"),
    },
)

WAITS_FOR = {
    S.DRAFTED: "It waits for the clerk to read it and send it for approval.",
    S.AWAITING_APPROVAL: "It waits for somebody who did not compile it to approve it.",
    S.APPROVED: "It waits for the clerk to publish it.",
    S.PUBLISHED: "Both versions are out, and nothing can change them.",
}

_FIGURE = re.compile(r"[0-9£%]")


def refuse_approver(actor: Actor, compiled_by: int | None) -> None:
    """Raise Refusal when the person approving is the one who compiled the summary (two people stand behind it)."""
    if actor.user_id == compiled_by:
        raise Refusal("You compiled this summary, so somebody else must approve it.")


def refuse_introduction(words: str, for_children: str) -> None:
    """Raise Refusal when an introduction carries a figure, or is written for one kind of reader only."""
    for field, text in (("introduction", words), ("introduction_for_children", for_children)):
        if _FIGURE.search(text):
            raise Refusal(
                "Leave numbers, amounts and dates out of this. Those in the summary come from the frozen facts.",
                field=field,
            )
    if words and not for_children:
        raise Refusal("Say it in plain words for children too.", field="introduction_for_children")
    if for_children and not words:
        raise Refusal("Say it for grown-ups too.", field="introduction")


def refuse_unreasoned(reason: str) -> None:
    """Raise Refusal when a summary would go back without a word on what to change."""
    if len(reason) < 3:
        raise Refusal("Say what should change before it can be approved.", field="reason")

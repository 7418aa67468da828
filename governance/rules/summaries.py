"""A governance summary's life, and who may do what to it. Its figures come only from the facts frozen at the cut."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from governance.rules.composing import OFFICER_PARTS
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.saying_something import answers_something
from participation.rules.states import Machine, Step

SIGNERS_NEEDED = 2


class SummaryState(StrEnum):
    """Where a summary stands. "scheduled" is only a day in the calendar: its row begins with the cut."""

    SCHEDULED = "scheduled"
    CUT = "cut"
    DRAFTED = "drafted"
    DISCLOSURE_CHECK = "disclosure_check"
    ADVISORS_EDIT = "advisors_edit"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    PRESENTED = "presented"
    MINUTED = "minuted"
    PUBLISHED = "published"
    RESPONSES_TRACKED = "responses_tracked"
    ARCHIVED = "archived"


class SummaryAction(StrEnum):
    """What may be done to one."""

    CUT = "cut"
    TAKE_UP = "taken_up"
    SEND = "sent_to_the_disclosure_check"
    PASS_CHECK = "passed_to_the_young_advisors"  # noqa: S105 - the name of a step
    SEND_ON = "sent_for_approval"
    RETURN = "returned"
    APPROVE = "approved"
    PRESENT = "presented"
    MINUTE = "minuted"
    PUBLISH = "published"
    TRACK = "tracked"
    ARCHIVE = "archived"


class SignView(StrEnum):
    """What a young advisor may say to the version for children."""

    HAPPY = "happy"
    CHANGE = "change"
    NOT_ME = "not_me"


class FileKind(StrEnum):
    """The files a published summary can be taken away as."""

    PDF = "pdf"
    CHILD_PDF = "child_pdf"
    WORD = "word"


S, A = SummaryState, SummaryAction
_BACK = {
    (state, A.RETURN): Step(S.DRAFTED, "summary.returned")
    for state in (
        S.DISCLOSURE_CHECK, S.ADVISORS_EDIT, S.AWAITING_APPROVAL, S.APPROVED, S.PRESENTED, S.MINUTED,
    )
}  # fmt: skip
LIFE: Machine[SummaryState, SummaryAction] = Machine(
    "summary",
    {
        (S.SCHEDULED, A.CUT): Step(S.CUT, "summary.cut"),
        (S.CUT, A.TAKE_UP): Step(S.DRAFTED, "summary.taken_up"),
        (S.DRAFTED, A.SEND): Step(S.DISCLOSURE_CHECK, "summary.sent_to_the_disclosure_check"),
        (S.DISCLOSURE_CHECK, A.PASS_CHECK): Step(S.ADVISORS_EDIT, "summary.passed_the_disclosure_check"),
        (S.ADVISORS_EDIT, A.SEND_ON): Step(S.AWAITING_APPROVAL, "summary.sent_for_approval"),
        (S.AWAITING_APPROVAL, A.APPROVE): Step(S.APPROVED, "summary.approved"),
        (S.APPROVED, A.PRESENT): Step(S.PRESENTED, "summary.presented"),
        (S.PRESENTED, A.MINUTE): Step(S.MINUTED, "summary.minuted"),
        (S.MINUTED, A.PUBLISH): Step(S.PUBLISHED, "summary.published"),
        (S.PUBLISHED, A.TRACK): Step(S.RESPONSES_TRACKED, "summary.responses_tracked"),
        (S.RESPONSES_TRACKED, A.ARCHIVE): Step(S.ARCHIVED, "summary.archived"),
        **_BACK,
    },
    {
        S.SCHEDULED: "not due yet", S.CUT: "not started yet", S.DISCLOSURE_CHECK: "being checked",
        S.ADVISORS_EDIT: "with the young advisors", S.RESPONSES_TRACKED: "published",
    },
)  # fmt: skip
OUT = (S.PUBLISHED, S.RESPONSES_TRACKED, S.ARCHIVED)  # everyone may read it

WAITS_FOR = {
    S.CUT: "The facts are frozen. It waits for the clerk to start the draft.",
    S.DRAFTED: "It waits for the clerk to read it and send it to the disclosure check.",
    S.DISCLOSURE_CHECK: "It waits for somebody who did not compile it to check that nobody can be picked out.",
    S.ADVISORS_EDIT: "It waits for two young advisors to be happy with the version for children.",
    S.AWAITING_APPROVAL: "It waits for somebody who did not compile it to approve it.",
    S.APPROVED: "It waits to be presented at a meeting.",
    S.PRESENTED: "It waits for the meeting’s minute, with what the body owes.",
    S.MINUTED: "It waits for the clerk to publish it.",
    S.PUBLISHED: "Both versions are out. It waits for the clerk to say who answers for what is owed.",
    S.RESPONSES_TRACKED: "Both versions are out. It stays open until everything the body owes is answered.",
    S.ARCHIVED: "Both versions are out, and everything owed is answered.",
}
# How each state is called on pages, in the order of a summary's life.
STATE_WORDS = {
    S.SCHEDULED: "Scheduled", S.CUT: "Cut", S.DRAFTED: "Draft", S.DISCLOSURE_CHECK: "Disclosure check",
    S.ADVISORS_EDIT: "With young advisors", S.AWAITING_APPROVAL: "Awaiting approval", S.APPROVED: "Approved",
    S.PRESENTED: "Presented", S.MINUTED: "Minuted", S.PUBLISHED: "Published",
    S.RESPONSES_TRACKED: "Answers tracked", S.ARCHIVED: "Archived",
}  # fmt: skip

# Where the clerk may add marked words of their own: any part, and two of section 12.
EQUALITY, RECOMMENDATIONS = "equality", "recommendations"
NOTE_PLACES: dict[str, str] = {
    EQUALITY: "Fairness: who gained, who missed out, and what is done about it",
    RECOMMENDATIONS: "What the body is asked to do",
    **{name: heading for name, heading, *_ in OFFICER_PARTS},
}


def refuse_approver(actor: Actor, compiled_by: int | None) -> None:
    """Raise Refusal when the person approving is the one who compiled the summary (two people stand behind it)."""
    if actor.user_id == compiled_by:
        raise Refusal("You compiled this summary, so somebody else must approve it.")


def refuse_checker(actor: Actor, compiled_by: int | None) -> None:
    """Raise Refusal when the person checking is the one who compiled the summary."""
    if actor.user_id == compiled_by:
        raise Refusal("You compiled this summary, so somebody else must check it.")


def refuse_without_equality(notes: Mapping[str, object]) -> None:
    """Raise Refusal for a draft sent without the note on fairness (the design's section 7, part 12)."""
    if EQUALITY not in notes:
        raise Refusal(
            "Write the note on fairness first: who gained, who missed out, and what is done about it."
        )


def refuse_unreasoned(reason: str) -> None:
    """Raise Refusal when a summary would go back without a word on what to change."""
    if len(reason) < 3:
        raise Refusal("Say what should change before it can be approved.", field="reason")


def refuse_sign_off(view: SignView, words: str) -> None:
    """Raise Refusal for a wish to change something that does not say what."""
    if view is SignView.CHANGE and len(words.strip()) < 3:
        raise Refusal("Tell us what you would change.", field="words")


def refuse_unsigned(happy: int, waiting: int, unanswered: int) -> None:
    """Raise Refusal, with the reason, while young advisors have not signed the child's version off."""
    if waiting:
        raise Refusal(
            "A young advisor’s words are waiting to be read by the safeguarding desk. They come first."
        )
    if unanswered:
        raise Refusal(
            "A young advisor asked for a change. Answer it, or send the draft back and change it, before it goes on."
        )
    if happy < SIGNERS_NEEDED:
        has = {0: "No young advisor has", 1: "One young advisor has"}[happy]
        raise Refusal(f"{has} signed off the version for children so far. Two must.")


def refuse_answer_to_advisor(words: str) -> None:
    """Raise Refusal for an answer that is none ("noted")."""
    if not answers_something(words):
        raise Refusal(
            "Say what changed because of it, or why it could not. “Noted” is not an answer.", field="answer"
        )


def refuse_meeting_for(held_on: date, approved_on: date, present: int, quorum: int) -> None:
    """Raise Refusal for a meeting that cannot have been given it as approved, or was too small to minute it."""
    if held_on < approved_on:
        raise Refusal("That meeting was before it was approved. Choose a later one.", field="meeting")
    if present < quorum or not present:
        raise Refusal(
            "That meeting did not have enough members to decide anything. Present it at one that has.",
            field="meeting",
        )


def refuse_minute(reference: str) -> None:
    """Raise Refusal for a minute without the number or words it is found by."""
    if not reference.strip():
        raise Refusal("Write how the minute is found, like “Minute 14”.", field="minute")


def refuse_archive(open_tasks: int) -> None:
    """Raise Refusal while something the body owes from this summary is not answered."""
    if open_tasks:
        owed = "1 thing" if open_tasks == 1 else f"{open_tasks} things"
        raise Refusal(f"{owed} the body owes from this summary is not answered yet, so it stays open.")

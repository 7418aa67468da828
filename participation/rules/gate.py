"""The gate: whose words wait for a person whose job is safety, in which order, and what that person may decide.

Order is hard (the design's 3.5): nothing a child or family wrote is themed, sent on, exported, counted or shown before
a human decision. Screening may raise an item's priority; nothing here can lower it or let words through.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from participation.rules.personal import is_said_to_stay, still_marked
from participation.rules.refusals import Refusal
from participation.rules.taking_out import taken_out
from participation.rules.working_days import add_working_days, add_working_hours


class WordsKind(StrEnum):
    """What the held words are part of."""

    FEEDBACK = "feedback"
    PROPOSAL = "proposal"
    CHECK_IN = "check_in"
    DEAL_WORDS = "deal_words"
    COMMENT = "comment"
    ADVICE = "advice"
    ATTACHMENT = "attachment"
    SUGGESTION = "suggestion"
    DRAFT = "draft"
    HELPED = "helped"
    PAYMENT = "payment"
    AWARD_RETURN = "award_return"
    DATA_REQUEST = "data_request"
    THEME_CHECK = "theme_check"
    DRAWING = "drawing"
    SOUND = "sound"
    HELPER_NOTE = "helper_note"
    PACK_QUESTION = "pack_question"
    GROUP_ADVICE = "group_advice"
    RAISED = "raised"
    PANEL_TALK = "panel_talk"
    FORUM_WORDS = "forum_words"
    SUMMARY = "summary"
    RESEARCH = "research"
    FINDING = "finding"
    TRANSLATION = "translation"


class Priority(StrEnum):
    """How soon a person must read it."""

    HIGH = "high"
    NORMAL = "normal"


class Outcome(StrEnum):
    """What the safeguarding decision was."""

    EMERGENCY = "emergency"
    REFERRED = "referred"
    STAFF = "staff"
    PEER_HARM = "peer_harm"
    ADVICE = "advice"
    NO_CONCERN = "no_concern"


OUTCOME_WORDS: dict[Outcome, tuple[str, str]] = {
    Outcome.EMERGENCY: ("Emergency", "Somebody is in danger now. Ring 999 first, then record it here."),
    Outcome.REFERRED: ("Referred", "Passed to the front door. They decide within one working day what they will do."),
    Outcome.STAFF: (
        "About somebody at work", "Passed to the LADO within one working day. Whom it is about cannot see it.",
    ),
    Outcome.PEER_HARM: (
        "Harm between children", "Both are looked after: the child it was done to, and the child who did it.",
    ),
    Outcome.ADVICE: ("Advice sought or given", "Talked through with a colleague; no referral was needed."),
    Outcome.NO_CONCERN: ("No concern", "Nothing here says that a child may be at risk of harm."),
}  # fmt: skip
NEEDS_REFERENCE = frozenset({Outcome.EMERGENCY, Outcome.REFERRED, Outcome.STAFF})
FOLLOWED_UP = (Outcome.EMERGENCY, Outcome.REFERRED, Outcome.STAFF)  # somebody else now acts, and tells us
KEPT_AT_ONCE = {
    Outcome.EMERGENCY: "In an emergency keep the words here. You can release them later.",
    Outcome.STAFF: "Words about somebody at work are kept here while the LADO looks into it.",
}
# Words that led to this do not go out with what may show who somebody is in them.
NAMES_STAY = frozenset({Outcome.REFERRED, Outcome.PEER_HARM})
NOT_ON_OUR_PART = "nobody_here"  # the one it is about does not use Our Part, so there is nobody to shut out

# Only readers that ask the gate for the words can show a changed version; others print what their own table holds.
MAY_BE_CHANGED = frozenset({
    WordsKind.DATA_REQUEST,
    WordsKind.FEEDBACK, WordsKind.CHECK_IN, WordsKind.COMMENT, WordsKind.ADVICE, WordsKind.PAYMENT,
    WordsKind.AWARD_RETURN, WordsKind.THEME_CHECK, WordsKind.SUMMARY,
    WordsKind.PACK_QUESTION, WordsKind.GROUP_ADVICE, WordsKind.RAISED, WordsKind.PANEL_TALK, WordsKind.FORUM_WORDS,
    WordsKind.RESEARCH, WordsKind.FINDING, WordsKind.TRANSLATION,
})  # fmt: skip


class Letting(StrEnum):
    """What becomes of the words after the decision."""

    RELEASE = "release"
    RELEASE_CHANGED = "release_changed"
    KEEP = "keep"


def due_at(priority: Priority, held_at: datetime) -> datetime:
    """When the first clock runs out: high is read within one working hour, the rest decided within one working day."""
    return add_working_hours(held_at, 1) if priority is Priority.HIGH else add_working_days(held_at, 1)


@dataclass(frozen=True)
class Decision:
    """What the lead wrote on the form, already tidy."""

    outcome: Outcome
    rationale: str
    reference: str
    letting: Letting
    changed: dict[str, str]
    about: str = ""  # whom at work it is about: a person's public id, or NOT_ON_OUR_PART
    harmed: str = ""  # what is done for the child harm was done to
    other: str = ""  # and for the child who did it
    stays: frozenset[str] = frozenset()  # what is marked in the words and goes out with them on purpose


def check_decision(
    decision: Decision, kind: WordsKind, original: dict[str, str], named: Collection[str] = ()
) -> dict[str, str]:
    """The texts as they go out if they do; raises Refusal, naming the field, when a decision lacks what it must carry.

    `named` are people at work whom the words name: the page marks them too.
    """
    if len(decision.rationale) < 10:
        raise Refusal("Write why you decided this, in a sentence.", field="rationale")
    if decision.outcome in NEEDS_REFERENCE and not decision.reference:
        raise Refusal("Write the referral or incident reference you were given.", field="reference")
    if decision.outcome is Outcome.STAFF and not decision.about:
        raise Refusal("Choose whom it is about, so that they cannot see it.", field="about")
    if decision.outcome is Outcome.PEER_HARM:
        _check_both(decision)
    if decision.outcome in KEPT_AT_ONCE and decision.letting is not Letting.KEEP:
        raise Refusal(KEPT_AT_ONCE[decision.outcome], field="letting")
    if decision.letting == Letting.KEEP:
        return original
    changed, goes_out = {}, original
    if decision.letting == Letting.RELEASE_CHANGED:
        changed, goes_out = decision.changed, _check_changed(decision.changed, kind, original)
    _check_names(decision.outcome, goes_out, original, named, changed)
    if decision.outcome not in NAMES_STAY:
        _check_marks(decision.stays, goes_out, original, named)
    return goes_out


@dataclass(frozen=True)
class TakingOut:
    """What the desk takes out of words that are released: how they shall read, and why."""

    outcome: Outcome
    why: str
    changed: dict[str, str]


def check_taking_out(
    wish: TakingOut, kind: WordsKind, shown: dict[str, str], original: dict[str, str],
    named: Collection[str] = (),
) -> dict[str, str]:  # fmt: skip
    """The texts as they go out now; raises Refusal unless they may be changed, are changed, and it says why."""
    if kind not in MAY_BE_CHANGED:
        raise Refusal("These words cannot be changed once they are released.", field="words")
    if len(wish.why) < 10:
        raise Refusal("Write why you take it out, in a sentence.", field="why")
    goes_out = taken_out(wish.changed, shown)
    if goes_out == shown:
        raise Refusal(
            "Nothing has been taken out yet. Change the words that people can read now.", field="words"
        )
    _check_names(wish.outcome, goes_out, original, named, wish.changed)
    return goes_out


def _check_both(decision: Decision) -> None:
    if not decision.harmed:
        raise Refusal("Write what is done for the child it was done to.", field="harmed")
    if not decision.other:
        raise Refusal("Write what is done for the child who did it. They may need help too.", field="other")


def _check_names(
    outcome: Outcome, goes_out: dict[str, str], original: dict[str, str], named: Collection[str],
    changed: dict[str, str],
) -> None:  # fmt: skip
    """Whichever way the words go out, no name that the page marks goes with them."""
    if outcome not in NAMES_STAY:
        return
    for name, text in goes_out.items():
        if found := still_marked(text, original[name], named):
            raise Refusal(
                f"“{found[0]}” may show who somebody is. Take it out, or keep the words here.",
                field=name if name in changed else "letting",
            )


def _check_marks(
    stays: Collection[str], goes_out: dict[str, str], original: dict[str, str], named: Collection[str]
) -> None:
    """Nothing that the page marks goes out by silence: whoever lets the words go says of each that it stays."""
    for name, text in goes_out.items():
        for mark in still_marked(text, original[name], named):
            if not is_said_to_stay(mark, stays):
                raise Refusal(
                    f"“{mark}” may show who somebody is. Take it out, or tick that it stays in on purpose.",
                    field="stays",
                )


def _check_changed(changed: dict[str, str], kind: WordsKind, original: dict[str, str]) -> dict[str, str]:
    if kind not in MAY_BE_CHANGED:
        raise Refusal("These words can be released as they are, or kept here.", field="letting")
    goes_out = taken_out(changed, original)
    if goes_out == original:
        raise Refusal("Nothing has been changed yet. Take out what would show who it is.", field="letting")
    return goes_out

"""The officer's check of a proposal: what is looked at, what each outcome needs, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commissioning.rules.proposals import Action
from participation.rules.refusals import Refusal
from participation.rules.saying_something import says_something
from participation.rules.working_days import add_working_days

WORKING_DAYS_TO_REVIEW = 10


class Outcome(StrEnum):
    """What the officer decides."""

    PASS = "passed"  # noqa: S105 - to pass a check, not a password
    RETURN = "returned"
    REFUSE = "refused"


ACTION_OF: dict[Outcome, Action] = {
    Outcome.PASS: Action.PASS,
    Outcome.RETURN: Action.RETURN,
    Outcome.REFUSE: Action.REFUSE,
}


class Check(StrEnum):
    """One line of the eligibility checklist (the design's section 3.3)."""

    IN_AREA = "in_area"
    NOT_FOR_PROFIT = "not_for_profit"
    NOT_ALREADY_HAPPENED = "not_already_happened"
    GROUP_OR_SPONSOR = "group_or_sponsor"
    COSTS_MAKE_SENSE = "costs_make_sense"
    SAFEGUARDING = "safeguarding"


CHECK_WORDS: dict[Check, str] = {
    Check.IN_AREA: "It happens in this team’s area, for people who live there",
    Check.NOT_FOR_PROFIT: "It is not for profit and not for a political party",
    Check.NOT_ALREADY_HAPPENED: "It has not already happened or been paid for",
    Check.GROUP_OR_SPONSOR: "There is a constituted group, or a sponsor who will hold the money",
    Check.COSTS_MAKE_SENSE: "The costs add up and are what these things cost",
    Check.SAFEGUARDING: "Safeguarding is thought through where children or vulnerable adults take part",
}


# So or not so of every idea there is: they are answered yes or no, never "does not apply".
ALWAYS = frozenset({Check.IN_AREA, Check.NOT_FOR_PROFIT, Check.NOT_ALREADY_HAPPENED, Check.COSTS_MAKE_SENSE})


class Answer(StrEnum):
    """An officer's answer to one check."""

    YES = "yes"
    NO = "no"
    DOES_NOT_APPLY = "does_not_apply"


@dataclass(frozen=True)
class Notes:
    """What the officer wrote, besides the checklist. `reason` is for the proposer; the rest stays with staff."""

    feasibility: str = ""
    cost: str = ""
    risk: str = ""
    equality: str = ""
    reason: str = ""


_TO_PASS: dict[str, str] = {
    "feasibility": "Say in a sentence whether it can be done: it is needed to pass.",
    "cost": "Say in a sentence whether the cost is right: it is needed to pass.",
    "risk": "Say in a sentence what could go wrong, or why little can: it is needed to pass.",
}


def check_outcome(outcome: Outcome, answers: Mapping[Check, Answer | None], notes: Notes) -> None:
    """Raise Refusal (naming the field) unless the checklist and notes support `outcome`.

    Every outcome needs every check answered. A pass needs no "no", and a note on each of what could stop it; a return
    or a refusal needs a reason, and a refusal an equality note too: refusals must be shown to fall fairly (Equality
    Act 2010, section 149). A letter or "noted" is no note.
    """
    for check in Check:
        _check_answer(outcome, check, answers.get(check))
    if outcome is not Outcome.PASS and not says_something(notes.reason):
        raise Refusal(
            "Say why, in words the proposer can act on: a sentence or more. They will read this.",
            field="reason",
        )
    for name, needed in _TO_PASS.items():
        if outcome is Outcome.PASS and not says_something(getattr(notes, name)):
            raise Refusal(needed, field=name)
    if outcome is not Outcome.RETURN and not says_something(notes.equality):
        raise Refusal(
            "Say in a sentence who gains or loses out by age, disability, race and so on.", field="equality"
        )


def _check_answer(outcome: Outcome, check: Check, answer: Answer | None) -> None:
    if answer is None:
        raise Refusal(f"Answer this check: {CHECK_WORDS[check].lower()}.", field=check)
    if answer is Answer.DOES_NOT_APPLY and check in ALWAYS:
        raise Refusal("This is asked of every idea. Answer yes or no.", field=check)
    if outcome is Outcome.PASS and answer is Answer.NO:
        raise Refusal("You answered no to this. Return or refuse it, or change the answer.", field=check)


def due_at(submitted: datetime) -> datetime:
    """When a review is due: ten working days in England after the proposal was sent in."""
    return add_working_days(submitted, WORKING_DAYS_TO_REVIEW)


def check_read(seen: str | None, version: int) -> None:
    """Raise Refusal when the version that waits is not the one the officer's page showed. None: there was no page."""
    if seen is not None and seen != str(version):
        raise Refusal(
            f"It was sent in anew after you opened this page. Below is version {version}: read it, and look through "
            "your answers again before you send them."
        )


def still_read(photos: int, quotes: int) -> str:
    """What of a proposal waits for the safeguarding desk, for the officer: how much, and nothing else about it."""
    counted = ((photos, "photo", "photos"), (quotes, "quote", "quotes"))
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    if not parts:
        return ""
    are, they = ("is", "It shows") if photos + quotes == 1 else ("are", "They show")
    return (
        f"{' and '.join(parts)} {are} still being read by somebody whose job is to keep people safe. {they} here once "
        "let through."
    )

"""The officer's check of a proposal: what is looked at, what each outcome needs, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from commissioning.rules.proposals import Action
from participation.rules.refusals import Refusal
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


class Answer(StrEnum):
    """An officer's answer to one check."""

    YES = "yes"
    NO = "no"
    DOES_NOT_APPLY = "does_not_apply"


def check_outcome(
    outcome: Outcome, answers: Mapping[Check, Answer | None], *, equality: str, reason: str
) -> None:
    """Raise Refusal (naming the field) unless the checklist and notes support `outcome`.

    Every outcome needs every check answered. A pass needs no "no" and an equality note; a return or a refusal
    needs a reason, and a refusal an equality note too: refusals must be shown to fall fairly (Equality Act
    2010, section 149).
    """
    for check in Check:
        if answers.get(check) is None:
            raise Refusal(f"Answer this check: {CHECK_WORDS[check].lower()}.", field=check)
    if outcome is Outcome.PASS:
        for check in Check:
            if answers[check] is Answer.NO:
                raise Refusal(
                    "You answered no to this. Return or refuse it, or change the answer.", field=check
                )
    elif not reason.strip():
        raise Refusal("Say why, in words the proposer can act on. They will read this.", field="reason")
    if outcome is not Outcome.RETURN and not equality.strip():
        raise Refusal("Say who gains or loses out by age, disability, race and so on.", field="equality")


def due_at(submitted: datetime) -> datetime:
    """When a review is due: ten working days in England after the proposal was sent in."""
    return add_working_days(submitted, WORKING_DAYS_TO_REVIEW)

"""Themes: what several people said, put together by a person, and the eight parts of a good childhood."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step
from participation.rules.working_days import day_after

DAYS_TO_ACKNOWLEDGE = 5
DAYS_TO_ANSWER = 20
FEWEST_ITEMS = 1


class Shanarri(StrEnum):
    """The eight parts (Getting it right for every child, Scotland)."""

    SAFE = "safe"
    HEALTHY = "healthy"
    ACHIEVING = "achieving"
    NURTURED = "nurtured"
    ACTIVE = "active"
    RESPECTED = "respected"
    RESPONSIBLE = "responsible"
    INCLUDED = "included"


class Framework(StrEnum):
    """The four outcomes of the Children's Social Care National Framework (DfE, December 2023)."""

    TOGETHER = "together"
    NETWORK = "network"
    SAFE = "safe"
    HOMES = "homes"


FRAMEWORK_WORDS: dict[Framework, str] = {
    Framework.TOGETHER: "Children and families stay together and get the help they need",
    Framework.NETWORK: "Children are supported by their family network",
    Framework.SAFE: "Children are safe in and outside their homes",
    Framework.HOMES: "Children in care and care leavers have stable, loving homes",
}


class Shift(StrEnum):
    """The five shifts named by Newton for the County Councils Network."""

    ADULT_NEEDS = "adult_needs"
    TRUST = "trust"
    SCHOOLS = "schools"
    JOINED_UP = "joined_up"
    FAMILY = "family"


SHIFT_WORDS: dict[Shift, str] = {
    Shift.ADULT_NEEDS: "Help for what parents struggle with",
    Shift.TRUST: "Trust, and help that is agreed to",
    Shift.SCHOOLS: "Schools at the heart of help",
    Shift.JOINED_UP: "The right help, with facts joined up",
    Shift.FAMILY: "Ties with family that go on",
}


class Placed(StrEnum):
    """How a piece came into a theme. A person always put it there."""

    BY_HAND = "by_hand"
    SUGGESTED = "suggested"


class ThemeState(StrEnum):
    """Where a theme is on its way to an answer."""

    GATHERING = "gathering"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"


class ThemeAction(StrEnum):
    """What can be done to a theme, as the past participle a refusal uses."""

    ADD = "added_to"
    SEND = "sent"
    ACKNOWLEDGE = "acknowledged"
    ANSWER = "answered"
    HAND_ON = "passed_on"
    HAND_OUTSIDE = "passed_outside"


_S, _A = ThemeState, ThemeAction
THEME: Machine[ThemeState, ThemeAction] = Machine(
    "theme",
    {
        (_S.GATHERING, _A.ADD): Step(_S.GATHERING, "theme.added_to"),
        (_S.GATHERING, _A.SEND): Step(_S.SENT, "theme.sent"),
        (_S.SENT, _A.ACKNOWLEDGE): Step(_S.ACKNOWLEDGED, "theme.acknowledged"),
        (_S.SENT, _A.ANSWER): Step(_S.ANSWERED, "theme.answered"),
        (_S.ACKNOWLEDGED, _A.ANSWER): Step(_S.ANSWERED, "theme.answered"),
        (_S.ANSWERED, _A.ANSWER): Step(_S.ANSWERED, "theme.answered_again"),
        (_S.SENT, _A.HAND_ON): Step(_S.SENT, "theme.passed_on"),
        (_S.ACKNOWLEDGED, _A.HAND_ON): Step(_S.SENT, "theme.passed_on"),
        (_S.SENT, _A.HAND_OUTSIDE): Step(_S.ACKNOWLEDGED, "theme.passed_outside"),
        (_S.ACKNOWLEDGED, _A.HAND_OUTSIDE): Step(_S.ACKNOWLEDGED, "theme.passed_outside"),
    },
)


def check_send(items: int) -> None:
    """Raise Refusal when there is nothing in the theme to send."""
    if items < FEWEST_ITEMS:
        raise Refusal("Add what people said to this theme before you send it.")


def dates_due(sent_on: date) -> tuple[date, date]:
    """(acknowledge by, answer by): 5 and 20 working days after it was sent."""
    return day_after(sent_on, DAYS_TO_ACKNOWLEDGE), day_after(sent_on, DAYS_TO_ANSWER)

"""The checks of adults around young people: a DBS check and safeguarding training, each with the day it runs out.

A role with child contact stops when one has run out (the design's SG13), and says so before it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from participation.rules.people import Role
from participation.rules.refusals import Refusal

NOTICE = timedelta(days=30)
LONGEST = timedelta(days=3 * 366)


class Check(StrEnum):
    """What an adult around young people has to have."""

    DBS = "dbs"
    TRAINING = "training"


CHECK_NAMES: dict[Check, str] = {Check.DBS: "DBS check", Check.TRAINING: "Safeguarding training"}
# What somebody does first when one of theirs runs out.
RENEWING: dict[Check, str] = {
    Check.DBS: "Ask the council’s administrator to start a new DBS check now: a new certificate takes time to come.",
    Check.TRAINING: "Book the next safeguarding training before that day.",
}
CHILD_CONTACT = frozenset({Role.PARTICIPATION_WORKER, Role.SUPPORTER})
# Work that stood before checks were kept here goes on until a date is noted; a supporter begins with both.
NEEDS_BOTH = frozenset({Role.SUPPORTER})
Expiries = Mapping[Check, date]


def why_paused(role: Role, expires: Expiries, today: date, day: Mapping[Check, str]) -> str:
    """Why this role stops now, in plain words; empty when it does not. `day` is each expiry in words."""
    if role not in CHILD_CONTACT:
        return ""
    for check, name in CHECK_NAMES.items():
        if check not in expires:
            if role in NEEDS_BOTH:
                return f"No {name} is noted yet."
        elif expires[check] < today:
            return f"The {name} ran out on {day[check]}."
    return ""


def runs_out_soon(expires_on: date, today: date) -> bool:
    """Whether a check runs out within the notice, or has."""
    return expires_on - today <= NOTICE


def check_dates(done_on: date, expires_on: date, today: date) -> None:
    """Raise Refusal, naming the field, for dates that cannot be so."""
    if done_on > today:
        raise Refusal("That day has not come yet. Note a check once it is done.", field="done_on")
    if expires_on <= done_on:
        raise Refusal("It runs out after the day it was done. Check both dates.", field="expires_on")
    if expires_on - done_on > LONGEST:
        raise Refusal(
            "A check is renewed at least every three years. Write an earlier day.", field="expires_on"
        )


def check_not_own(*, own: bool) -> None:
    """Raise Refusal to somebody who notes a check of their own."""
    if own:
        raise Refusal("Somebody else notes your own checks, so that two people have seen them.")

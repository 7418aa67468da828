"""Joining a young advisors' panel: an invitation on a card, answered by the person it is for."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from participation.rules.people import AgeBand, Role
from participation.rules.refusals import Refusal

CARD_LASTS = timedelta(days=14)
INVITED = (Role.YOUNG_ADVISOR, Role.SUPPORTER)
NO_CARD = "We do not know those four words, or the card is too old. Ask the person who gave it to you for a new one."


def check_invited(role: Role, band: AgeBand, *, has_day: bool, has_supporter: bool) -> None:
    """Raise Refusal, naming the field, when an invitation lacks what it must carry."""
    if role not in INVITED:
        raise Refusal("Invite a young advisor or a supporter", field="role")
    if role is Role.SUPPORTER and band is not AgeBand.ADULT:
        raise Refusal("A supporter is an adult", field="band")
    if role is Role.YOUNG_ADVISOR and not has_day:
        raise Refusal("Write the day they reach the next age band. It is kept sealed.", field="turns_on")
    if role is Role.YOUNG_ADVISOR and band is not AgeBand.ADULT and not has_supporter:
        raise Refusal(
            "Choose who supports them. Everybody under 18 has a named supporter.", field="supporter"
        )


def sign_in_name(name: str, taken: Collection[str]) -> str:
    """A name to sign in with, made of what they are called: "jade", or "jade-2" when there is one."""
    plain = re.sub(r"[^a-z]", "", name.split(maxsplit=1)[0].lower())[:20] if name.split() else ""
    base = plain if len(plain) > 1 else "advisor"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found

"""Interests: what has to be declared, and what a declared person then takes no part in (LG3)."""

from __future__ import annotations

from enum import StrEnum

from participation.rules.refusals import Refusal


class InterestKind(StrEnum):
    """Why somebody could gain, or be thought to gain."""

    OWN_ORGANISATION = "own_organisation"
    FAMILY_OR_FRIEND = "family_or_friend"
    MONEY_OR_WORK = "money_or_work"
    SOMETHING_ELSE = "something_else"


INTEREST_NAMES: dict[InterestKind, str] = {
    InterestKind.OWN_ORGANISATION: "I am part of the group that asks for the money",
    InterestKind.FAMILY_OR_FRIEND: "Someone in my family, or a close friend, is part of it",
    InterestKind.MONEY_OR_WORK: "I could earn money or get work from it",
    InterestKind.SOMETHING_ELSE: "Something else that people should know",
}
# How the register says it, about somebody else.
INTEREST_WORDS: dict[InterestKind, str] = {
    InterestKind.OWN_ORGANISATION: "is part of the group that asks for the money",
    InterestKind.FAMILY_OR_FRIEND: "has family or a close friend in it",
    InterestKind.MONEY_OR_WORK: "could earn money or get work from it",
    InterestKind.SOMETHING_ELSE: "has declared an interest",
}


def late_words(declared_on: str, round_title: str) -> str:
    """What the register says of somebody who had a vote in the round before they declared: never that it did not count.

    It gives away neither how they voted nor when.
    """
    return (
        f"declared this on {declared_on}, after voting in “{round_title}” had opened (a vote cast before that "
        "counts as it was cast), and took no part from then on"
    )


def check_free_of_interest(has_interest: bool) -> None:
    """Refuse somebody who has declared an interest."""
    if has_interest:
        raise Refusal("You have declared an interest in this proposal, so you take no part in it.")

"""Decisions an officer makes between meetings, on the conditions a committee set (as Leeds community committees do).

The committee agrees its conditions once a year; the ward members concerned are asked; most of those who answer support
it; one who objects sends it to the next meeting; and the next meeting hears of every one, approved or not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal


class MemberView(StrEnum):
    """What a ward member answered."""

    SUPPORT = "support"
    OBJECT = "object"
    NEITHER = "neither"


VIEW_NAMES: dict[MemberView, str] = {
    MemberView.SUPPORT: "I support it",
    MemberView.OBJECT: "I object: let a meeting decide",
    MemberView.NEITHER: "I have no view",
}
VIEW_WORDS: dict[MemberView, str] = {
    MemberView.SUPPORT: "supported it",
    MemberView.OBJECT: "objected",
    MemberView.NEITHER: "had no view",
}


@dataclass(frozen=True)
class Conditions:
    """What the committee agreed, for one year: from which day to which, and its minute."""

    agreed_on: date
    ends_on: date
    minute: str


class MustWait(Refusal):
    """A member objects, so it is deferred to the next meeting; the service offers that step."""


def check_may_decide(
    conditions: Conditions | None, views: Mapping[str, MemberView], members: Collection[str], today: date
) -> None:
    """Refuse a delegated decision while the committee's own conditions are not met. `views` are by member's name.

    Without conditions on record nobody has to be asked; an objection counts all the same.
    """
    objecting = sorted(name for name, view in views.items() if view is MemberView.OBJECT)
    if objecting:
        who = " and ".join(objecting)
        raise MustWait(
            f"{who} {'objects' if len(objecting) == 1 else 'object'}, so this cannot be decided between meetings. "
            "Defer it to the next meeting."
        )
    if conditions is None:
        return
    if not conditions.agreed_on <= today < conditions.ends_on:
        raise Refusal(
            "The committee’s conditions for decisions between meetings have run out. It has to agree them again."
        )
    unasked = sorted(set(members) - set(views))
    if unasked:
        raise Refusal(
            f"The committee’s conditions ask every ward member first: {', '.join(unasked)} not yet."
        )
    supporting = sum(view is MemberView.SUPPORT for view in views.values())
    if members and 2 * supporting <= len(set(members) | set(views)):
        raise Refusal(
            "Most of the ward members do not support this, so it cannot be decided between meetings."
        )


def check_takes_part(has_interest: bool) -> None:
    """Refuse the view of a member who has declared an interest."""
    if has_interest:
        raise Refusal("You have declared an interest in this proposal, so you take no part in it.")

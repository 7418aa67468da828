"""Who may be given public money: what an officer checks before an offer, and for how long a check holds.

The list follows what English councils' small-grant schemes ask (Leeds, Barnsley, Fife). A group without a
constitution is checked through the organisation that answers for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commissioning.rules.organisations import PUBLIC_KINDS, OrganisationKind
from participation.rules.refusals import Refusal

HOLDS = timedelta(days=365)


class RecipientCheck(StrEnum):
    """One thing an officer looks at, about the organisation itself."""

    CONSTITUTED = "constituted"
    GOVERNING_DOCUMENT = "governing_document"
    THREE_UNRELATED = "three_unrelated"
    BANK_ACCOUNT = "bank_account"
    TWO_SIGNATORIES = "two_signatories"
    ACCOUNTS = "accounts"
    EQUALITY = "equality"
    SAFEGUARDING = "safeguarding"


C = RecipientCheck
CHECK_NAMES: dict[RecipientCheck, str] = {
    C.CONSTITUTED: "Constituted, and not for private profit",
    C.GOVERNING_DOCUMENT: "Governing document seen",
    C.THREE_UNRELATED: "At least three unrelated people run it",
    C.BANK_ACCOUNT: "A bank account in its own name",
    C.TWO_SIGNATORIES: "Two unrelated people sign for the account",
    C.ACCOUNTS: "Last accounts, or a budget for a new group, seen",
    C.EQUALITY: "Equality policy seen",
    C.SAFEGUARDING: "Safeguarding policy seen, with a named lead",
}
PUBLIC_NEEDS = frozenset({C.SAFEGUARDING})  # a council, school or health body: the rest is law for it


class AboutThis(StrEnum):
    """One thing an officer looks at, about this award."""

    IN_AREA = "in_area"
    NOT_BEGUN = "not_begun"
    NOT_PARTY = "not_party"
    QUOTES = "quotes"


ABOUT_NAMES: dict[AboutThis, str] = {
    AboutThis.IN_AREA: "It happens in the team’s area, or for its people",
    AboutThis.NOT_BEGUN: "Nothing is paid for yet: we do not pay for what is already done",
    AboutThis.NOT_PARTY: "It serves no political party",
    AboutThis.QUOTES: "Prices or quotes for the larger things were seen",
}


class Found(StrEnum):
    """What a check found."""

    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not_needed"


FOUND_NAMES: dict[Found, str] = {
    Found.YES: "Yes", Found.NO: "No, not yet", Found.NOT_NEEDED: "It does not apply here",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """The newest answer to one check."""

    found: Found
    on: date
    note: str = ""


def needed_of(kind: OrganisationKind) -> tuple[RecipientCheck, ...]:
    """What is checked of an organisation of this kind, in the order officers ask it."""
    return tuple(check for check in C if kind not in PUBLIC_KINDS or check in PUBLIC_NEEDS)


def check_answer(found: Found, note: str, name: str) -> None:
    """Refuse (field `name`) "it does not apply" without a word why."""
    if found is Found.NOT_NEEDED and len(note.strip()) < 5:
        raise Refusal("Say why it does not apply here", field=name)


def missing(
    kind: OrganisationKind, checks: Mapping[RecipientCheck, Checked], bank_checked_on: date | None, on: date
) -> list[str]:
    """What still stands between this organisation and an offer, each as a short sentence."""
    lacking = [
        f"{CHECK_NAMES[check]}: {_why(checks.get(check), on)}"
        for check in needed_of(kind)
        if not _holds(checks.get(check), on)
    ]
    if bank_checked_on is None:
        lacking.append("The finance lead has not checked the bank account yet")
    elif bank_checked_on + HOLDS <= on:
        lacking.append("The bank account was checked more than a year ago")
    return lacking


def _holds(checked: Checked | None, on: date) -> bool:
    return checked is not None and checked.found is not Found.NO and on < checked.on + HOLDS


def _why(checked: Checked | None, on: date) -> str:
    if checked is None:
        return "not checked yet"
    return "the answer was no" if checked.found is Found.NO else "checked more than a year ago"


def check_ready(lacking: list[str], name: str) -> None:
    """Refuse (field "organisation") an offer to an organisation that is not ready for it."""
    if lacking:
        more = f" (and {len(lacking) - 1} more)" if len(lacking) > 1 else ""
        raise Refusal(f"{name} is not ready for an offer. {lacking[0]}{more}.", field="organisation")

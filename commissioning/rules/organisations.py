"""Organisations: what kind each is, how its number is written, and who answers for a group without a constitution.

Registration schemes are those of org-id.guide, which 360Giving and OCDS identify organisations by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal


class OrganisationKind(StrEnum):
    """What an organisation is in law."""

    COUNCIL = "council"
    HEALTH = "health"
    POLICE = "police"
    SCHOOL = "school"
    PUBLIC_BODY = "public_body"
    CHARITY = "charity"
    CIC = "cic"
    COMPANY = "company"
    MUTUAL = "mutual"
    CLUB = "club"
    GROUP = "group"


K = OrganisationKind
KIND_NAMES: dict[OrganisationKind, str] = {
    K.COUNCIL: "A council",
    K.HEALTH: "A health body",
    K.POLICE: "Police or crime commissioner",
    K.SCHOOL: "A school or college",
    K.PUBLIC_BODY: "Another public body",
    K.CHARITY: "A charity",
    K.CIC: "A community interest company",
    K.COMPANY: "A company",
    K.MUTUAL: "A co-operative or community benefit society",
    K.CLUB: "A club or association with a constitution",
    K.GROUP: "A community group without a constitution",
}
PUBLIC_KINDS = frozenset({K.COUNCIL, K.HEALTH, K.POLICE, K.SCHOOL, K.PUBLIC_BODY})


@dataclass(frozen=True)
class Scheme:
    """A register of organisations, and the shape of its numbers."""

    name: str
    shape: re.Pattern[str]
    like: str


def _scheme(name: str, shape: str, like: str) -> Scheme:
    return Scheme(name, re.compile(shape, re.ASCII), like)


SCHEMES: dict[str, Scheme] = {
    "GB-CHC": _scheme("Charity Commission (England and Wales)", r"[1-9][0-9]{5,6}(-[1-9][0-9]{0,3})?", "1123456"),
    "GB-COH": _scheme("Companies House", r"[0-9]{8}|[A-Z]{2}[0-9]{6}", "01234567 or OC123456"),
    "GB-SC": _scheme("Scottish Charity Regulator", r"SC[0-9]{6}", "SC012345"),
    "GB-NIC": _scheme("Charity Commission for Northern Ireland", r"[0-9]{6}", "100123"),
    "GB-MPR": _scheme("Mutuals Public Register", r"[0-9A-Z]{3,8}", "RS007123"),
    "GB-EDU": _scheme("Register of schools (URN)", r"[0-9]{6}", "123456"),
    "GB-UKPRN": _scheme("Register of learning providers (UKPRN)", r"[0-9]{8}", "10012345"),
    "GB-NHS": _scheme("NHS organisation codes", r"[A-Z0-9]{3,6}", "RX1"),
    "GB-LAE": _scheme("Local authorities in England", r"[A-Z]{3}", "ABC"),
}  # fmt: skip


def tidy_number(number: str) -> str:
    """A registration number as its register writes it: no spaces, capital letters."""
    return "".join(number.split()).upper()


def check_registration(scheme: str, number: str) -> None:
    """Refuse (field "number" or "scheme") a number of the wrong shape, or one half without the other."""
    if not scheme and not number:
        return
    if scheme not in SCHEMES:
        raise Refusal("Choose the register this number is from", field="scheme")
    found = SCHEMES[scheme]
    if not number:
        raise Refusal(f"Write the number, like {found.like}", field="number")
    if found.shape.fullmatch(number) is None:
        raise Refusal(f"A number of the {found.name} looks like {found.like}", field="number")


def check_accountable(kind: OrganisationKind, has_accountable: bool) -> None:
    """Refuse (field "accountable") a group without a constitution that nobody answers for, or a needless sponsor."""
    if kind is K.GROUP and not has_accountable:
        raise Refusal(
            "A group without a constitution needs an accountable organisation that holds the money for it",
            field="accountable",
        )


def check_may_answer_for(kind: OrganisationKind, has_accountable: bool, is_open: bool) -> None:
    """Refuse (field "accountable") an accountable organisation that cannot answer for anybody."""
    if kind is K.GROUP or has_accountable:
        raise Refusal("A group without a constitution cannot answer for another group", field="accountable")
    if not is_open:
        raise Refusal("That organisation has closed, so it cannot answer for anybody", field="accountable")


def is_open(starts_on: date, ends_on: date | None, on: date) -> bool:
    """Whether an organisation is there on a day; the last day itself is over."""
    return starts_on <= on and (ends_on is None or on < ends_on)


def check_days(starts_on: date, ends_on: date | None) -> None:
    """Refuse (field "ends_on") an end that is not after the beginning."""
    if ends_on is not None and ends_on <= starts_on:
        raise Refusal("It must end after it began", field="ends_on")


def check_bank_checker(checker_id: int | None, added_by_id: int | None, how: str) -> None:
    """Refuse a bank check by whoever added the organisation (two people, always), or one that does not say how."""
    if checker_id is None or checker_id == added_by_id:
        raise Refusal("You added this organisation, so somebody else must check its bank account.")
    if not how.strip():
        raise Refusal("Say how the account was checked, but write no account number here", field="how")
    if re.search(r"[0-9](?:[ -]?[0-9]){5,}", how):
        raise Refusal("Leave out sort codes and account numbers: they are not kept here", field="how")

"""Open data on what was given: 360Giving for grants, OCDS releases for contracts, the Transparency Code's list.

Sources: the 360Giving Data Standard 1.4 (its ten core fields), the Open Contracting Data Standard 1.1, and the Local
Government Transparency Code 2015, paragraph 42 on grants to voluntary, community and social enterprise organisations.
Every text that leaves passes `opendata_words.cleaned`.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participation.rules.refusals import Refusal

LONGEST_TITLE = 140  # characters, 360Giving


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the council, and the names it holds in the standards' registers."""

    name: str
    identifier: str  # an org-id.guide identifier, like GB-LAE-ABC
    grants_prefix: str  # from 360Giving, like 360G-Alderbrook
    contracts_prefix: str  # from the Open Contracting helpdesk, like ocds-ab12cd
    address: str  # where the data is published


@dataclass(frozen=True)
class Payment:
    """One payment to an award, or one given back (then below zero), in pence."""

    entry_id: str
    at: datetime
    pence: int


@dataclass(frozen=True)
class Given:
    """One award that was accepted, with nothing in it that names a child. Amounts in pence."""

    public_id: str
    title: str
    about: str
    awarded_on: date
    signed_at: datetime | None
    asked: int
    awarded: int
    paid: int
    starts_on: date | None
    ends_on: date | None
    purpose: str
    department: str
    areas: tuple[str, ...]
    is_contract: bool
    is_voluntary: bool  # the recipient is a voluntary, community or social enterprise organisation
    recipient_id: str  # its registered identifier, or our own for it; empty for a person
    recipient: str  # empty for a person: a person is never named
    register: str = ""
    number: str = ""
    is_over: bool = False
    was_stopped: bool = False
    changed_at: datetime | None = None
    payments: tuple[Payment, ...] = ()


class Pounds:
    """An amount that JSON writes as an exact decimal number; no float touches it."""

    def __init__(self, pence: int) -> None:
        self.pence = int(pence)


def written(document: Mapping[str, Any]) -> str:
    """A document as JSON, its amounts as exact decimals."""
    mark = secrets.token_hex(12)
    text = json.dumps(
        document, ensure_ascii=False, indent=2, default=lambda one: f"{mark}{one.pence:d}{mark}"
    )
    return re.sub(rf'"{mark}(-?\d+){mark}"', lambda found: _decimal(int(found[1])), text) + "\n"


def _decimal(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def short_title(title: str) -> str:
    """A title of 140 characters at most, cut at a word."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def refuse_empty(package: dict[str, Any], listed: str, what: str, year: str) -> dict[str, Any]:
    """The package, unless it lists nothing: both standards' schemas ask for one entry at least."""
    if not package[listed]:
        raise Refusal(
            f"There is no {what} {f'in {year} ' if year else ''}to tell of yet. This kind of file is never empty."
        )
    return package


def grants_360(given: Iterable[Given], by: Publisher, now: datetime) -> dict[str, Any]:
    """The 360Giving package of every grant (contracts are not grants)."""
    return {
        "version": "1.4",
        "title": f"Grants made by {by.name}",
        "issued": now.date().isoformat(),
        "publisher": {"name": by.name, "identifier": by.identifier, "website": by.address},
        "grants": [_grant(one, by) for one in given if not one.is_contract],
    }


def _grant(one: Given, by: Publisher) -> dict[str, Any]:
    grant: dict[str, Any] = {
        "id": f"{by.grants_prefix}-{one.public_id}",
        "title": short_title(one.title),
        "description": one.about,
        "currency": "GBP",
        "amountAppliedFor": Pounds(one.asked),
        "amountAwarded": Pounds(one.awarded),
        "amountDisbursed": Pounds(one.paid),
        "awardDate": one.awarded_on.isoformat(),
        "fundingOrganization": [{"id": by.identifier, "name": by.name, "department": one.department}],
        "beneficiaryLocation": [{"name": area} for area in one.areas],
        "dataSource": by.address,
    }
    if one.recipient:
        grant["recipientOrganization"] = [_organisation_360(one, by)]
    else:
        grant["recipientIndividual"] = {
            "id": f"{by.grants_prefix}-individual-{one.public_id}",
            "name": "Individual Recipient",
        }
    if one.starts_on and one.ends_on:
        grant["plannedDates"] = [{"startDate": one.starts_on.isoformat(), "endDate": one.ends_on.isoformat()}]
    if one.changed_at:
        grant["dateModified"] = _instant(one.changed_at)
    return {key: value for key, value in grant.items() if value != []}


def _organisation_360(one: Given, by: Publisher) -> dict[str, str]:
    named = {"id": one.recipient_id or f"{by.grants_prefix}-ORG:{one.public_id}", "name": one.recipient}
    if one.register in {"GB-CHC", "GB-SC", "GB-NIC"}:
        named["charityNumber"] = one.number
    if one.register == "GB-COH":
        named["companyNumber"] = one.number
    return named


def contracts_ocds(given: Iterable[Given], by: Publisher, now: datetime) -> dict[str, Any]:
    """The OCDS release package of every contract, one release for each as it stands."""
    return {
        "uri": f"{by.address}/ocds.json",
        "version": "1.1",
        "publishedDate": _instant(now),
        "publisher": {"name": by.name, "uri": by.address},
        "license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "releases": [_release(one, by) for one in given if one.is_contract and one.recipient],
    }


def _release(one: Given, by: Publisher) -> dict[str, Any]:
    ocid = f"{by.contracts_prefix}-{one.public_id}"
    buyer = {"id": by.identifier, "name": by.name}
    supplier = {
        "id": one.recipient_id or f"{by.contracts_prefix}-supplier-{one.public_id}",
        "name": one.recipient,
    }
    changed = one.changed_at or one.signed_at
    party = {**supplier, "roles": ["supplier", "payee"]}
    if one.register:
        party["identifier"] = {"scheme": one.register, "id": one.number, "legalName": one.recipient}  # type: ignore[assignment]
    period = _period(one)
    value = {"amount": Pounds(one.awarded), "currency": "GBP"}
    status = "terminated" if one.is_over or one.was_stopped else "active"
    return {
        "ocid": ocid,
        "id": f"{ocid}-{_instant(changed) if changed else one.awarded_on.isoformat()}",
        "date": _instant(changed) if changed else f"{one.awarded_on.isoformat()}T00:00:00Z",
        "tag": ["award", "contract", *(["implementation"] if one.payments else [])],
        "initiationType": "tender",
        "language": "en",
        "parties": [{**buyer, "roles": ["buyer", "procuringEntity", "payer"]}, party],
        "buyer": buyer,
        "planning": {"rationale": one.about, "budget": {"description": one.department, "amount": value}},
        "tender": {
            "id": f"{ocid}-tender", "title": one.title, "status": "complete", "procuringEntity": buyer,
            "value": {"amount": Pounds(one.asked), "currency": "GBP"},
        },
        "awards": [{
            "id": f"{ocid}-award", "title": one.title, "description": one.about, "status": "active",
            "date": f"{one.awarded_on.isoformat()}T00:00:00Z", "value": value, "suppliers": [supplier], **period[0],
        }],
        "contracts": [{
            "id": f"{ocid}-contract", "awardID": f"{ocid}-award", "title": one.title, "status": status,
            "value": value, **period[1],
            **({"dateSigned": _instant(one.signed_at)} if one.signed_at else {}),
            **({"implementation": {"transactions": [_paid(p, buyer, supplier) for p in one.payments]}}
               if one.payments else {}),
        }],
    }  # fmt: skip


def _period(one: Given) -> tuple[dict[str, Any], dict[str, Any]]:
    if not (one.starts_on and one.ends_on):
        return {}, {}
    days = {
        "startDate": f"{one.starts_on.isoformat()}T00:00:00Z",
        "endDate": f"{one.ends_on.isoformat()}T00:00:00Z",
    }
    return {"contractPeriod": days}, {"period": days}


def _paid(payment: Payment, buyer: Mapping[str, str], supplier: Mapping[str, str]) -> dict[str, Any]:
    """A payment; money given back goes the other way, so that no amount is below zero."""
    payer, payee = (buyer, supplier) if payment.pence >= 0 else (supplier, buyer)
    return {
        "id": payment.entry_id, "date": _instant(payment.at), "payer": payer, "payee": payee,
        "value": {"amount": Pounds(abs(payment.pence)), "currency": "GBP"},
    }  # fmt: skip


TRANSPARENCY_HEADS = (
    "Date awarded", "Begins", "Ends", "Department", "Beneficiary", "Register", "Registration number", "Purpose",
    "Amount (£)",
)  # fmt: skip


def transparency_rows(given: Iterable[Given]) -> list[Sequence[str]]:
    """Every grant to a voluntary, community or social enterprise organisation, however small."""
    return [
        (
            one.awarded_on.isoformat(), one.starts_on.isoformat() if one.starts_on else "",
            one.ends_on.isoformat() if one.ends_on else "", one.department, one.recipient, one.register, one.number,
            one.about, _decimal(one.awarded),
        )
        for one in given
        if one.is_voluntary and not one.is_contract
    ]  # fmt: skip


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

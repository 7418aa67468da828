"""Organisations for tests: one that is registered and checked, and a group that another answers for."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.db import db
from commissioning.rules.organisations import OrganisationKind
from commissioning.rules.recipients import Found, RecipientCheck
from commissioning.services import organisations, recipients
from commissioning.services.organisations import Details
from models.organisations import Organisation
from tests.proposals_made import actor


def an_organisation(
    name: str = "Quay Wheels CIC", *, number: str = "12345678", enterprise: bool = False, checked: bool = True
) -> Organisation:
    """A community interest company that Carol added and whose account Farid has looked at."""
    details = Details(name, OrganisationKind.CIC, "GB-COH" if number else "", number, enterprise)
    made = organisations.add(actor("Carol"), details)
    if checked:
        organisations.check_bank(actor("Farid"), made, "A statement was seen and the treasurer rung")
    return made


def a_ready_organisation(name: str = "Quay Wheels CIC", **how: Any) -> Organisation:
    """One of that name with every check answered (made when there is none)."""
    found = db.session.scalars(sa.select(Organisation).where(Organisation.name == name)).first()
    ready = found or an_organisation(name, **how)
    yes = dict.fromkeys(RecipientCheck, (Found.YES, ""))
    recipients.record(actor("Carol"), ready, yes)
    return ready


def a_group(accountable: Organisation, name: str = "Millfield Mates") -> Organisation:
    """A group of neighbours without a constitution."""
    details = Details(name, OrganisationKind.GROUP, accountable_id=accountable.public_id)
    return organisations.add(actor("Carol"), details)

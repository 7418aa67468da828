"""Recipient checks: what an officer found about an organisation, and what still stands before an offer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import organisations as organisation_rules
from commissioning.rules import recipients as rules
from commissioning.rules.recipients import Checked, Found, RecipientCheck
from models.organisations import Organisation
from models.recipients import OrganisationCheck
from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal

Answers = Mapping[RecipientCheck, tuple[Found, str]]


@dataclass(frozen=True)
class Shown:
    """The newest answer to a check, with who gave it."""

    found: Found
    note: str
    on: date
    by: str


def answered(organisation: Organisation) -> dict[RecipientCheck, Shown]:
    """The newest answer to each check of an organisation. One query."""
    query = sa.select(OrganisationCheck).where(OrganisationCheck.organisation_id == organisation.id)
    rows = db.session.scalars(query.order_by(OrganisationCheck.id).options(joinedload(OrganisationCheck.by)))
    return {row.what: Shown(row.found, row.note, row.checked_on, row.by.name) for row in rows}


def record(actor: Actor, organisation: Organisation, answers: Answers) -> None:
    """Keep what was found today. Raises Refusal beside the check that lacks a reason."""
    if actor.user_id is None or not actor.has(Role.COMMISSIONING_OFFICER):
        raise Refusal("Only a commissioning officer checks who may be given money.")
    before, today = answered(organisation), local_date(now())
    for check, (found, note) in answers.items():
        rules.check_answer(found, note, f"note_{check}")
        known = before.get(check)
        if known is None or (known.found, known.note, known.on) != (found, note.strip(), today):
            db.session.add(OrganisationCheck(
                organisation_id=organisation.id, what=check, found=found, note=note.strip(), checked_on=today,
                by_id=actor.user_id, at=now(),
            ))  # fmt: skip
    db.session.flush()
    audit.record("organisation.checked", organisation, actor=actor)


def answers_for(organisation: Organisation) -> Organisation:
    """Who is checked and who holds the money: the accountable organisation of a group, else itself."""
    return organisation.accountable or organisation


def lacking(organisation: Organisation) -> list[str]:
    """What still stands between an organisation and an offer today, as sentences; empty when it is ready."""
    today, checked = local_date(now()), answers_for(organisation)
    for one in {organisation, checked}:
        if not organisation_rules.is_open(one.starts_on, one.ends_on, today):
            return [f"{one.name} is no longer there"]
    known = {check: Checked(shown.found, shown.on, shown.note) for check, shown in answered(checked).items()}
    return rules.missing(checked.kind, known, checked.bank_checked_on, today)

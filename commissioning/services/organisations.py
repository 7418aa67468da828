"""Organisations: finding, adding, changing and closing one, its bank check, and who belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import organisations as rules
from commissioning.rules.organisations import OrganisationKind
from models.organisations import Organisation
from models.people import Membership, User
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import people_named

KEEPS = (Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD)
PER_PAGE = 25


@dataclass(frozen=True)
class Details:
    """What is known of an organisation."""

    name: str
    kind: OrganisationKind
    scheme: str = ""
    number: str = ""
    is_enterprise: bool = False
    accountable_id: str = ""  # a public id
    starts_on: date | None = None


def get_organisation(public_id: str) -> Organisation:
    """The organisation; NotFound when there is none. Which doors lead here is the permissions' work."""
    query = sa.select(Organisation).where(Organisation.public_id == public_id)
    found = db.session.scalars(query.options(joinedload(Organisation.accountable))).first()
    if found is None:
        raise NotFound
    return found


def find(text: str = "", page: int = 1) -> tuple[list[Organisation], int]:
    """One page of organisations by name or number, and how many there are."""
    query = sa.select(Organisation)
    for word in text.replace("\x00", "").split()[:6]:
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(
            sa.or_(Organisation.name.ilike(like, escape="\\"), Organisation.number.ilike(like, escape="\\"))
        )
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    page = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    loaded = query.options(joinedload(Organisation.accountable)).order_by(Organisation.name, Organisation.id)
    return list(db.session.scalars(loaded.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def open_on(on: date, kinds: Collection[OrganisationKind] = tuple(OrganisationKind)) -> list[Organisation]:
    """Every organisation of these kinds that is there on a day, by name."""
    query = sa.select(Organisation).where(
        Organisation.starts_on <= on,
        sa.or_(Organisation.ends_on.is_(None), Organisation.ends_on > on),
        Organisation.kind.in_(kinds),
    )
    return list(db.session.scalars(query.order_by(Organisation.name)))


def find_open(public_id: str, on: date) -> Organisation | None:
    """The organisation of this public id, when it is there on a day."""
    return next((one for one in open_on(on) if one.public_id == public_id), None)


def may_answer() -> list[Organisation]:
    """Organisations that may answer for a group without a constitution today."""
    kinds = tuple(kind for kind in OrganisationKind if kind is not OrganisationKind.GROUP)
    return open_on(local_date(now()), kinds)


def add(actor: Actor, details: Details) -> Organisation:
    """Add one. Raises Refusal beside the field that is wrong."""
    _check_keeps(actor)
    organisation = Organisation(
        starts_on=details.starts_on or local_date(now()), ends_on=None, added_by_id=actor.user_id,
        added_at=now(), bank_checked_on=None, bank_checked_by_id=None, bank_check="",
    )  # fmt: skip
    _fill(organisation, details)
    db.session.add(organisation)
    db.session.flush()
    audit.record("organisation.added", organisation, actor=actor, kind=str(details.kind))
    return organisation


def change(actor: Actor, organisation: Organisation, details: Details) -> None:
    """Put what is known right. A new name or number ends the bank check: the account must be looked at again."""
    _check_keeps(actor)
    before = (organisation.name, organisation.number, organisation.accountable_id)
    _fill(organisation, details)
    if (organisation.name, organisation.number, organisation.accountable_id) != before:
        organisation.bank_checked_on = organisation.bank_checked_by_id = None
        organisation.bank_check = ""
    db.session.flush()
    audit.record("organisation.changed", organisation, actor=actor)


def close(actor: Actor, organisation: Organisation, ends_on: date) -> None:
    """Say from which day it is no longer there. What it was given stays on record."""
    _check_keeps(actor)
    rules.check_days(organisation.starts_on, ends_on)
    organisation.ends_on = ends_on
    db.session.flush()
    audit.record("organisation.closed", organisation, actor=actor, on=ends_on.isoformat())


def check_bank(actor: Actor, organisation: Organisation, how: str) -> None:
    """Record that its bank account was checked, how and by whom, and nothing of the account itself."""
    if not actor.has(Role.FINANCE_LEAD):
        raise Refusal("Only the finance lead can record a bank check.")
    rules.check_bank_checker(actor.user_id, organisation.added_by_id, how)
    organisation.bank_checked_on, organisation.bank_check = local_date(now()), how.strip()
    organisation.bank_checked_by_id = actor.user_id
    db.session.flush()
    audit.record("organisation.bank_checked", organisation, actor=actor)


def belongs(user_id: int | None, organisation_id: int | None) -> bool:
    """Whether this person holds a role in the organisation today: then they may sign, and never approve, for it."""
    if user_id is None or organisation_id is None:
        return False
    return (
        db.session.execute(_members(organisation_id).where(Membership.user_id == user_id)).first() is not None
    )


def acts_for_any(user_id: int | None, names: Collection[str]) -> bool:
    """Whether this person holds a role today in an organisation of one of these names."""
    if user_id is None or not names:
        return False
    lower = {name.lower() for name in names}
    ids = sa.select(Organisation.id).where(sa.func.lower(Organisation.name).in_(lower))
    today = local_date(now())
    query = sa.select(Membership.id).where(
        Membership.user_id == user_id, Membership.scope_kind == ScopeKind.ORGANISATION,
        Membership.scope_id.in_(ids), Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
    )  # fmt: skip
    return db.session.scalar(query) is not None


def people_of(organisation: Organisation) -> list[User]:
    """Who may sign for it today, by name."""
    ids = _members(organisation.id).with_only_columns(Membership.user_id)
    return list(db.session.scalars(sa.select(User).where(User.id.in_(ids)).order_by(User.name)))


def add_person(actor: Actor, organisation: Organisation, signs_in_as: str) -> User:
    """Let an adult who can sign in act for the organisation. A child never signs (LG10), so is refused."""
    _check_keeps(actor)
    user = people_named.adult_who_signs_in(signs_in_as, to="act for an organisation", role=Role.PROVIDER)
    if not belongs(user.id, organisation.id):
        db.session.add(Membership(
            user_id=user.id, role=Role.PROVIDER, scope_kind=ScopeKind.ORGANISATION, scope_id=organisation.id,
            starts_on=local_date(now()),
        ))  # fmt: skip
        db.session.flush()
        audit.record("organisation.person_added", organisation, actor=actor, person=user.public_id)
    return user


def _members(organisation_id: int) -> sa.Select[Membership]:
    today = local_date(now())
    return sa.select(Membership).where(
        Membership.scope_kind == ScopeKind.ORGANISATION, Membership.scope_id == organisation_id,
        Membership.starts_on <= today, sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
    )  # fmt: skip


def _check_keeps(actor: Actor) -> None:
    if actor != Actor.system() and not actor.has(*KEEPS):
        raise Refusal("Only a commissioning officer or the finance lead keeps the list of organisations.")


def _fill(organisation: Organisation, details: Details) -> None:
    name, number = " ".join(details.name.split()), rules.tidy_number(details.number)
    if not name:
        raise Refusal("Write the organisation’s name", field="name")
    rules.check_registration(details.scheme, number)
    accountable = get_organisation(details.accountable_id) if details.accountable_id else None
    rules.check_accountable(details.kind, accountable is not None)
    if accountable is not None:
        here = rules.is_open(accountable.starts_on, accountable.ends_on, local_date(now()))
        rules.check_may_answer_for(accountable.kind, accountable.accountable_id is not None, here)
        if accountable.id == organisation.id:
            raise Refusal("An organisation cannot answer for itself here", field="accountable")
    _check_new(organisation, name, details.scheme, number)
    organisation.name, organisation.kind = name, details.kind
    organisation.scheme, organisation.number = details.scheme or None, number or None
    organisation.is_enterprise, organisation.enterprise_said_on = details.is_enterprise, local_date(now())
    organisation.accountable_id = accountable.id if accountable else None
    if details.starts_on is not None:
        organisation.starts_on = details.starts_on


def _check_new(organisation: Organisation, name: str, scheme: str, number: str) -> None:
    """Refuse a second organisation with the same number, or with the same name and no number to tell them apart."""
    others = sa.select(Organisation.name).where(Organisation.id != (organisation.id or 0))
    if number:
        same = others.where(Organisation.scheme == scheme, Organisation.number == number)
        if (found := db.session.scalar(same)) is not None:
            raise Refusal(f"{found} has this number already", field="number")
    elif db.session.scalar(others.where(sa.func.lower(Organisation.name) == name.lower())) is not None:
        raise Refusal("There is an organisation of this name already", field="name")

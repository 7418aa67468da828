"""The checks of adults around young people: seen by another, noted with the day they run out, warned of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import day, local_date
from models.panels import Vetting
from models.people import Membership, User
from participation.rules.known import known
from participation.rules.people import ROLE_NAMES, Actor, Role
from participation.rules.refusals import NotFound
from participation.rules.vetting import (
    CHECK_NAMES,
    CHILD_CONTACT,
    Check,
    check_dates,
    check_not_own,
    runs_out_soon,
    why_paused,
)

KEEPERS = (Role.ADMINISTRATOR, Role.PARTICIPATION_WORKER)
SUBJECT = "A check runs out soon"
OWN = "One of your checks for work with young people runs out soon. Show the new one in good time."
OTHERS = "A check of an adult around young people runs out soon. Sign in to Our Part to see whose."


@dataclass(frozen=True)
class Adult:
    """An adult with child contact, and the day each of their checks runs out."""

    user: User
    roles: tuple[Role, ...]
    expires: dict[Check, date]

    @property
    def what(self) -> str:
        """Their roles in words."""
        return ", ".join(ROLE_NAMES[role] for role in self.roles)

    @property
    def paused(self) -> str:
        """Why a role of theirs stops today; empty when none does."""
        days = {kind: day(on) for kind, on in self.expires.items()}
        whys = {why_paused(role, self.expires, local_date(now()), days) for role in self.roles}
        return " ".join(sorted(whys - {""}))

    @property
    def soon(self) -> list[Check]:
        """The checks that run out within the notice, or have."""
        return [kind for kind, on in self.expires.items() if runs_out_soon(on, local_date(now()))]

    @property
    def to_renew(self) -> list[Check]:
        """What has to be renewed or shown now: what runs out soon, and what was never noted."""
        return [kind for kind in Check if kind in self.soon or kind not in self.expires]

    @property
    def first(self) -> date:
        """The day that comes first, for sorting; a missing check comes before all."""
        days = [self.expires.get(kind, date.min) for kind in Check]
        return min(days)


def adults() -> list[Adult]:
    """Every adult who holds a role with child contact today, whose check runs out soonest first. Two queries."""
    today = local_date(now())
    query = (
        sa.select(User, Membership.role).join(Membership)
        .where(User.is_active, Membership.role.in_(CHILD_CONTACT), Membership.starts_on <= today,
               sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today))
        .order_by(User.name, User.id)
    )  # fmt: skip
    roles: dict[int, set[Role]] = defaultdict(set)
    users: dict[int, User] = {}
    for user, role in db.session.execute(query):
        users[user.id] = user
        roles[user.id].add(role)
    found = _expiries(users)
    made = [Adult(user, tuple(sorted(roles[key])), found[key]) for key, user in users.items()]
    return sorted(made, key=lambda one: one.first)


def of(actor: Actor) -> list[Adult]:
    """Their own checks: one entry, or none when their work brings them together with no child."""
    return [one for one in adults() if one.user.id == actor.user_id]


@dataclass(frozen=True)
class Keeper:
    """Somebody to show a new check to."""

    name: str
    what: str


def keepers_for(actor: Actor) -> list[Keeper]:
    """Who can note a check of this person's, by name: those who keep the checks and whose own work is not paused."""
    paused = {one.user.id for one in adults() if one.paused}
    found = [one for one in _keepers() if one.id != actor.user_id]
    told = [(one.name, [role for role in _keeping(one) if role not in CHILD_CONTACT or one.id not in paused])
            for one in found]  # fmt: skip
    return [
        Keeper(name, " and ".join(ROLE_NAMES[role] for role in roles))
        for name, roles in sorted(told)
        if roles
    ]


def get_adult(public_id: str) -> Adult:
    """One of them; NotFound for anybody else."""
    found = next((one for one in adults() if one.user.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def note(actor: Actor, adult: Adult, kind: Check, done_on: date, expires_on: date) -> None:
    """Note a check somebody else showed; raises Refusal for one's own, and for dates that cannot be so."""
    check_not_own(own=actor.user_id == adult.user.id)
    check_dates(done_on, expires_on, local_date(now()))
    db.session.add(
        Vetting(
            user_id=adult.user.id,
            kind=kind,
            done_on=done_on,
            expires_on=expires_on,
            seen_by_id=known(actor),
            at=now(),
        )
    )
    db.session.flush()
    audit.record("check.noted", adult.user, actor=actor, kind=str(kind), expires_on=expires_on.isoformat())


def warn_due(now: datetime) -> str:
    """Write to each adult whose check runs out within 30 days, and to those who keep the checks; each letter once."""
    told, sent = outbox.keys_like("check:"), 0
    keepers = _keepers()
    for adult in adults():
        for kind in adult.soon:
            key = f"check:{adult.user.public_id}:{kind}:{adult.expires[kind]}"
            if key in told:
                continue
            outbox.post(adult.user.id, SUBJECT, OWN, dedupe_key=key, path="/checks/mine")
            others = [one for one in keepers if one.id != adult.user.id]
            for one in others:
                outbox.post(one.id, SUBJECT, OTHERS, dedupe_key=f"{key}:{one.public_id}", path="/checks")
            sent += 1 + len(others)
    return f"{sent} {'letter' if sent == 1 else 'letters'} about checks."


def check_words(adult: Adult) -> list[str]:
    """Each check in a line: its name and the day it runs out."""
    return [
        f"{name}: {f'until {day(adult.expires[kind])}' if kind in adult.expires else 'not noted'}"
        for kind, name in CHECK_NAMES.items()
    ]


def _expiries(user_ids: Iterable[int]) -> dict[int, dict[Check, date]]:
    found: dict[int, dict[Check, date]] = defaultdict(dict)
    rows = db.session.scalars(
        sa.select(Vetting).where(Vetting.user_id.in_(list(user_ids))).order_by(Vetting.id)
    )
    for row in rows:
        found[row.user_id][row.kind] = row.expires_on
    return found


def _keeping(user: User) -> list[Role]:
    """The roles by which somebody keeps the checks today."""
    today = local_date(now())
    held = {
        one.role
        for one in user.memberships
        if one.starts_on <= today and (one.ends_on is None or one.ends_on > today)
    }
    return [role for role in KEEPERS if role in held]


def _keepers() -> list[User]:
    today = local_date(now())
    query = (
        sa.select(User).join(Membership)
        .where(User.is_active, Membership.role.in_(KEEPERS),
               Membership.starts_on <= today, sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today))
        .options(selectinload(User.memberships)).distinct()
    )  # fmt: skip
    return list(db.session.scalars(query))

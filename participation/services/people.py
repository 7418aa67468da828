"""People and their roles: adding someone, giving them words to sign in with, signing them out everywhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit, auth
from app.ages import age_of, keep
from app.clock import now
from app.db import db, new_public_id
from app.times import local_date
from models.organisations import Organisation
from models.people import Membership, User
from models.places import Area, Body, Team
from participation.rules.ages import Age, check_turns
from participation.rules.membership import (
    refuse_grown,
    refuse_unfit,
    refuse_unfit_role,
    refuse_weak,
    scope_for,
)
from participation.rules.passphrases import choose_words, tidy_words
from participation.rules.people import Actor, AgeBand, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import desk_newcomers, desk_rota
from participation.services.people_named import refuse_beside

PAGE = 50
WORKER_MAY_ADD = frozenset({Role.YOUNG_ADVISOR, Role.SUPPORTER})


@dataclass(frozen=True)
class NewPerson:
    """What is known of somebody to be added."""

    name: str
    role: Role
    band: AgeBand
    email: str | None = None
    username: str | None = None
    team_id: int | None = None
    area_id: int | None = None
    turns_on: date | None = None  # when they reach the next age band; sealed, and only of a young advisor


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles this person may hand out: an administrator any, a participation worker young advisors."""
    return list(Role) if actor.has(Role.ADMINISTRATOR) else sorted(WORKER_MAY_ADD)


def find(actor: Actor, text: str, page: int) -> tuple[list[User], int]:
    """A page of the people this person looks after, by name, and how many there are."""
    query = sa.select(User).where(User.name.icontains(text, autoescape=True)) if text else sa.select(User)
    if not actor.has(Role.ADMINISTRATOR):
        query = query.where(User.memberships.any(Membership.role.in_(WORKER_MAY_ADD)))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    rows = (
        query.options(selectinload(User.memberships))
        .order_by(User.name, User.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return list(db.session.scalars(rows)), total


def get_person_for(actor: Actor, public_id: str) -> User:
    """Somebody this person looks after; raises NotFound otherwise."""
    user = db.session.scalar(
        sa.select(User).where(User.public_id == public_id).options(selectinload(User.memberships))
    )
    if user is None or not (
        actor.has(Role.ADMINISTRATOR) or any(m.role in WORKER_MAY_ADD for m in user.memberships)
    ):
        raise NotFound
    return user


def add(actor: Actor, new: NewPerson) -> tuple[User, str]:
    """Add somebody; returns them and the four words to give them (kept only as an argon2id hash)."""
    if new.role not in roles_to_give(actor):
        raise Refusal("Ask an administrator to give that role", field="role")
    refuse_unfit(new.role, new.band)
    kind, scope_id = scope_for(new.role, new.team_id, new.area_id)
    _refuse_taken(new)
    words = choose_words(secrets.randbelow)
    user = User(
        name=new.name, email=new.email or None, username=new.username or None, age_band=new.band,
        password_hash=auth.hash_password(words), created_at=now(), public_id=new_public_id(),
    )  # fmt: skip
    user.memberships = [
        Membership(role=new.role, scope_kind=kind, scope_id=scope_id, starts_on=local_date(now()))
    ]
    _note_age(user, new.role, new.band, new.turns_on)
    db.session.add(user)
    db.session.flush()
    audit.record("person.added", user, actor=actor, role=str(new.role))
    desk_newcomers.welcome(user, new.role)
    return user, words


def give_role(
    actor: Actor, user: User, role: Role, team_id: int | None, area_id: int | None, last_day: date | None,
    turns_on: date | None = None,
) -> Membership:  # fmt: skip
    """Let somebody who is here already hold one more role from today, for good or to a last day.

    Raises Refusal for a role that is not the actor's to give, does not fit their age or what they hold, is held
    already, or would be one's own.
    """
    if role not in roles_to_give(actor):
        raise Refusal("Ask an administrator to give that role", field="role")
    refuse_unfit(role, user.age_band or AgeBand.ADULT, field="role")
    kind, scope_id = scope_for(role, team_id, area_id)
    today = local_date(now())
    refuse_unfit_role(
        own=user.id == actor.user_id, over=last_day is not None and last_day < today,
        held=any((m.role, m.scope_kind, m.scope_id) == (role, kind, scope_id) for m in held_today(user, today)),
    )  # fmt: skip
    refuse_beside(user, role, field="role")
    _note_age(user, role, user.age_band or AgeBand.ADULT, turns_on)
    made = Membership(
        role=role, scope_kind=kind, scope_id=scope_id, starts_on=today,
        ends_on=last_day + timedelta(days=1) if last_day else None,
    )  # fmt: skip
    user.memberships.append(made)
    db.session.flush()
    audit.record("person.role_given", user, actor=actor, role=str(role))
    desk_newcomers.welcome(user, role)
    return made


def _note_age(user: User, role: Role, band: AgeBand, turns_on: date | None) -> None:
    """Keep when a young advisor reaches the next band, and refuse one who is too old; others are asked no day."""
    if role is not Role.YOUNG_ADVISOR:
        return
    if turns_on is not None:
        check_turns(band, turns_on, local_date(now()))
        keep(user, Age(band, turns_on))
    refuse_grown(role, age_of(user) or Age(band))


def new_words(actor: Actor, user: User) -> str:
    """Give somebody four new words, and sign them out everywhere: the old card no longer works."""
    words = choose_words(secrets.randbelow)
    user.password_hash = auth.hash_password(words)
    auth.revoke_sessions(user)
    audit.record("person.given_new_words", user, actor=actor)
    return words


def sign_out_everywhere(actor: Actor, user: User) -> None:
    """Revoke every session somebody has."""
    auth.revoke_sessions(user)
    audit.record("person.signed_out_everywhere", user, actor=actor)


def end_membership(actor: Actor, user: User, membership_id: str) -> None:
    """End a role today; what was done under it stands."""
    mine = [m for m in user.memberships if str(m.id) == membership_id and m.role in roles_to_give(actor)]
    if not mine:
        raise NotFound
    if mine[0] in held_today(user, local_date(now())):
        desk_rota.refuse_leaving_nobody(user, mine[0].role)
    mine[0].ends_on = local_date(now())
    audit.record("person.role_ended", user, actor=actor, role=str(mine[0].role))


def change_words(actor: Actor, old: str, new: str) -> None:
    """Change one's own password; raises Refusal when the present one is wrong or the new one too short."""
    user = db.session.get_one(User, actor.user_id)
    old, new = (
        tidy_words(typed) if user.username else typed for typed in (old, new)
    )  # as signing in reads them
    if not auth.password_matches(user.password_hash, old):
        raise Refusal("Those are not your words or password now", field="old_words")
    refuse_weak(new)
    user.password_hash = auth.hash_password(new)
    audit.record("person.changed_words", user, actor=actor)


def teams() -> list[Team]:
    """Every team, by name."""
    return list(db.session.scalars(sa.select(Team).order_by(Team.name)))


def areas() -> list[Area]:
    """Every area there is today, by name: an office works in one."""
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def places_of(user: User) -> dict[int, str]:
    """By membership id: the name of the team, area, organisation or body the role holds in. Four queries."""
    tables: dict[ScopeKind, type[Team] | type[Area] | type[Organisation] | type[Body]] = {
        ScopeKind.TEAM: Team,
        ScopeKind.AREA: Area,
        ScopeKind.ORGANISATION: Organisation,
        ScopeKind.BODY: Body,
    }
    names: dict[tuple[ScopeKind, int | None], str] = {}
    for kind, table in tables.items():
        ids = {m.scope_id for m in user.memberships if m.scope_kind is kind}
        rows = db.session.execute(sa.select(table.id, table.name).where(table.id.in_(ids)))
        names.update({(kind, row_id): name for row_id, name in rows})
    return {m.id: names.get((m.scope_kind, m.scope_id), "") for m in user.memberships}


def held_today(user: User, today: date) -> list[Membership]:
    """What somebody holds now."""
    return [m for m in user.memberships if m.starts_on <= today and (m.ends_on is None or today < m.ends_on)]


def _refuse_taken(new: NewPerson) -> None:
    for field in ("email", "username"):
        value = getattr(new, field)
        if value and db.session.scalar(
            sa.select(User.id).where(sa.func.lower(getattr(User, field)) == value.lower())
        ):
            raise Refusal(
                "Somebody signs in with that already. Find them under People to give them another role",
                field=field,
            )
    if not new.email and not new.username:
        raise Refusal("Give an e-mail address, or a user name for someone without one", field="username")

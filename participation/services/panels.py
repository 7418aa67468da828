"""Young advisors' panels: which ones somebody is on, who else is, who supports whom, and keeping both up to date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.ages import age_of, keep
from app.clock import now
from app.db import db
from app.times import local_date
from models.panels import Support
from models.people import Membership, User
from models.places import Team
from participation.rules.ages import Age, check_turns, is_soon
from participation.rules.people import Actor, AgeBand, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal

ON_IT = (Role.YOUNG_ADVISOR, Role.SUPPORTER)


@dataclass(frozen=True)
class Member:
    """A young advisor on a panel, and who supports them."""

    user: User
    age: Age | None
    supporters: tuple[User, ...]

    @property
    def changes_soon(self) -> bool:
        """Whether a birthday that changes what they may do is near."""
        return self.age is not None and is_soon(self.age, local_date(now()))

    @property
    def age_is_noted(self) -> bool:
        """Whether it is known when their age band changes."""
        return self.age is not None and (self.age.turns_on is not None or self.age.is_alumni)


def panels_for(actor: Actor) -> list[Team]:
    """The panels this person is on or works for, by name."""
    query = sa.select(Team).where(Team.is_panel, _is_on(actor)).order_by(Team.name)
    return list(db.session.scalars(query))


def get_panel_for(actor: Actor, public_id: str) -> Team:
    """One panel; NotFound for somebody who is not on it."""
    found = db.session.scalar(
        sa.select(Team).where(Team.public_id == public_id, Team.is_panel, _is_on(actor))
    )
    if found is None:
        raise NotFound
    return found


def make(actor: Actor, name: str) -> Team:
    """Begin a panel. It holds no money and only advises."""
    if db.session.scalar(sa.select(Team.id).where(sa.func.lower(Team.name) == name.lower())):
        raise Refusal("There is a team or panel of that name already", field="name")
    made = Team(name=name, purpose="Young people who advise before decisions are made", is_panel=True)
    db.session.add(made)
    db.session.flush()
    audit.record("panel.made", made, actor=actor)
    return made


def members_of(team: Team) -> list[Member]:
    """Its young advisors of today, by name, each with their supporters. Two queries."""
    users = [user for user in _holders(team, Role.YOUNG_ADVISOR) if not _is_alumni(user)]
    by_advisor = supporters_of({user.id for user in users})
    return [Member(user, age_of(user), tuple(by_advisor[user.id])) for user in users]


def supporters_on(team: Team) -> list[User]:
    """The adults who are supporters on this panel today, by name."""
    return _holders(team, Role.SUPPORTER)


def workers() -> list[User]:
    """Everybody who works for the panels."""
    return _current(sa.select(User).join(Membership).where(Membership.role == Role.PARTICIPATION_WORKER))


def supporters_of(advisor_ids: set[int]) -> dict[int, list[User]]:
    """Who supports each of these today, by name."""
    found: dict[int, list[User]] = defaultdict(list)
    query = sa.select(Support).where(Support.advisor_id.in_(advisor_ids), *_today(Support))
    rows = db.session.scalars(query.options(joinedload(Support.supporter)))
    for row in sorted(rows, key=lambda one: one.supporter.name):
        found[row.advisor_id].append(row.supporter)
    return found


def supported_by(actor: Actor) -> list[User]:
    """The young advisors this adult supports today, by name."""
    query = sa.select(User).join(Support, Support.advisor_id == User.id)
    query = query.where(Support.supporter_id == actor.user_id, *_today(Support)).order_by(User.name)
    return list(db.session.scalars(query))


def get_member(team: Team, public_id: str) -> Member:
    """One young advisor of a panel; NotFound for anybody else."""
    found = next((one for one in members_of(team) if one.user.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def note_age(actor: Actor, member: Member, age: Age) -> None:
    """Keep somebody's age band and the day the next begins (sealed; never written to the trail)."""
    if age.turns_on is None:
        raise Refusal("Write the day they reach the next age band", field="turns_on")
    if age.band in {AgeBand.UNDER_6, AgeBand.SIX_TO_NINE}:
        raise Refusal("Young advisors are 10 or older", field="band")
    check_turns(age.band, age.turns_on, local_date(now()))
    keep(member.user, age)
    audit.record("person.age_noted", member.user, actor=actor)


def support(actor: Actor, team: Team, advisor: User, supporter_id: str) -> None:
    """Name who supports a young advisor from today; whoever did before stops."""
    chosen = next((one for one in supporters_on(team) if one.public_id == supporter_id), None)
    if chosen is None or chosen.id == advisor.id:
        raise Refusal("Choose somebody who is a supporter on this panel", field="supporter")
    today = local_date(now())
    before = db.session.scalars(sa.select(Support).where(Support.advisor_id == advisor.id, *_today(Support)))
    for row in before.all():
        if row.supporter_id == chosen.id:
            return
        row.ends_on = today
    db.session.add(Support(advisor_id=advisor.id, supporter_id=chosen.id, starts_on=today))
    db.session.flush()
    audit.record("panel.supporter_named", advisor, actor=actor, supporter=chosen.public_id)


def _is_on(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.has(Role.PARTICIPATION_WORKER):
        return sa.true()
    return Team.id.in_([h.scope_id for h in actor.held if h.role in ON_IT and h.scope is ScopeKind.TEAM])


def _holders(team: Team, role: Role) -> list[User]:
    return _current(
        sa.select(User)
        .join(Membership)
        .where(
            Membership.role == role, Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id == team.id
        )
    )


def _current(query: sa.Select[User]) -> list[User]:
    query = query.where(User.is_active, *_today(Membership)).distinct().order_by(User.name, User.id)
    return list(db.session.scalars(query))


def _today(table: type[Membership | Support]) -> tuple[sa.ColumnElement[bool], ...]:
    today = local_date(now())
    return table.starts_on <= today, sa.or_(table.ends_on.is_(None), table.ends_on > today)


def _is_alumni(user: User) -> bool:
    age = age_of(user)
    return age is not None and age.is_alumni

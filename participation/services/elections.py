"""Quiet times before elections: setting them, ending one early, and holding publicity while one lasts."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.elections import ElectionPeriod
from models.places import Team
from participation.rules import elections as rules
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal

MOST_SHOWN = 50


def add(actor: Actor, name: str, team: Team | None, starts_on: date, polls_on: date) -> ElectionPeriod:
    """Write down a quiet time, for one team or (None) the whole council."""
    _check_clerk(actor)
    rules.check_period(name, starts_on, polls_on, local_date(now()))
    made = ElectionPeriod(
        name=name.strip(), team_id=team.id if team else None, starts_on=starts_on, polls_on=polls_on,
        set_by=actor.name, set_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record(
        "election_period.set",
        made,
        actor=actor,
        starts_on=starts_on.isoformat(),
        polls_on=polls_on.isoformat(),
    )
    return made


def lift(actor: Actor, public_id: str, reason: str) -> ElectionPeriod:
    """End a quiet time early: it was written down wrongly, or the election is called off. It stays on the list."""
    _check_clerk(actor)
    found = get_period(public_id)
    if found.lifted_at is not None:
        raise Refusal("This quiet time has ended already.")
    rules.check_lifting(reason)
    found.lifted_at, found.lifted_by, found.lifted_why = now(), actor.name, reason.strip()
    db.session.flush()
    audit.record("election_period.lifted", found, actor=actor, reason=reason.strip())
    return found


def get_period(public_id: str) -> ElectionPeriod:
    """One quiet time; NotFound when there is none."""
    found = db.session.scalar(_all().where(ElectionPeriod.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def list_periods() -> list[ElectionPeriod]:
    """The newest first."""
    return list(db.session.scalars(_all().order_by(ElectionPeriod.polls_on.desc()).limit(MOST_SHOWN)))


def now_on(team_id: int | None = None) -> ElectionPeriod | None:
    """The quiet time that holds today everywhere, or for this team; the one that lasts longest when there are more."""
    today = local_date(now())
    everywhere = ElectionPeriod.team_id.is_(None)
    where = everywhere if team_id is None else sa.or_(everywhere, ElectionPeriod.team_id == team_id)
    query = _all().where(
        where,
        ElectionPeriod.lifted_at.is_(None),
        ElectionPeriod.starts_on <= today,
        ElectionPeriod.polls_on >= today,
    )
    return db.session.scalars(query.order_by(ElectionPeriod.polls_on.desc()).limit(1)).first()


def check_publicity(team_id: int | None, what: str) -> None:
    """Refuse to publicise while a quiet time holds. `what` begins the sentence: "Voting cannot begin"."""
    found = now_on(team_id)
    if found is not None:
        raise Refusal(rules.held_words(found.name, found.polls_on, what))


def _all() -> sa.Select[ElectionPeriod]:
    return sa.select(ElectionPeriod).options(joinedload(ElectionPeriod.team))


def _check_clerk(actor: Actor) -> None:
    if not actor.has(Role.BOARD_CLERK):
        raise Refusal("Only the board clerk writes down when an election is near.")

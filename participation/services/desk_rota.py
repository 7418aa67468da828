"""The rota of the safeguarding desk: who is away and when. It never lets a day come when nobody is there."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.desk import DeskAway
from models.people import Membership, User
from participation.rules.desk import DESK, Away, check_away
from participation.rules.known import known
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal


def away_from(day: date) -> list[Away]:
    """Everybody's days away that are not over on that day, in one query."""
    rows = db.session.execute(
        sa.select(DeskAway.user_id, DeskAway.first, DeskAway.back).where(
            DeskAway.taken_back_at.is_(None), DeskAway.back > day
        )
    )
    return [Away(*row) for row in rows]


def written_down() -> list[DeskAway]:
    """The days away that are not over, soonest first, with whose they are."""
    return list(db.session.scalars(
        sa.select(DeskAway).where(DeskAway.taken_back_at.is_(None), DeskAway.back > local_date(now()))
        .options(joinedload(DeskAway.user)).order_by(DeskAway.first, DeskAway.id)
    ))  # fmt: skip


def people_by_role() -> list[tuple[Role, User]]:
    """Who holds the desk's roles today, in the order they are called."""
    today = local_date(now())
    rows = db.session.execute(
        sa.select(Membership.role, User).join(User, User.id == Membership.user_id)
        .where(User.is_active, Membership.role.in_(DESK), *_held_on(today)).order_by(User.name)
    ).all()  # fmt: skip
    return sorted(((role, user) for role, user in rows), key=lambda row: DESK.index(row[0]))


def write_away(actor: Actor, user_public_id: str, first: date, back: date) -> DeskAway:
    """Write down that somebody at the desk is away; raises Refusal when that leaves a day with nobody there."""
    people = {user.public_id: user for _, user in people_by_role()}
    if user_public_id not in people:
        raise Refusal("Choose somebody who is at the safeguarding desk.", field="who")
    user = people[user_public_id]
    today = local_date(now())
    new = Away(user.id, first, back)
    check_away(new, today, [one.id for one in people.values()], away_from(today))
    made = DeskAway(user_id=user.id, first=first, back=back, written_at=now(), written_by_id=known(actor))
    db.session.add(made)
    db.session.flush()
    audit.record(
        "desk.away_written",
        made,
        actor=actor,
        who=user.public_id,
        first=first.isoformat(),
        back=back.isoformat(),
    )
    return made


def take_back(actor: Actor, public_id: str) -> None:
    """They are here after all; raises NotFound when there is no such entry, or it is over."""
    found = db.session.scalar(
        sa.select(DeskAway).where(
            DeskAway.public_id == public_id,
            DeskAway.taken_back_at.is_(None),
            DeskAway.back > local_date(now()),
        )
    )
    if found is None:
        raise NotFound
    found.taken_back_at = now()
    audit.record("desk.away_taken_back", found, actor=actor)


def refuse_leaving_nobody(user: User, role: Role) -> None:
    """Raise Refusal when ending this role today would leave the desk with nobody, today or while others are away."""
    if role not in DESK:
        return
    today = local_date(now())
    holders = db.session.execute(
        sa.select(Membership.user_id, Membership.role)
        .join(User, User.id == Membership.user_id)
        .where(User.is_active, Membership.role.in_(DESK), *_held_on(today))
    ).all()
    left = {who for who, what in holders if (who, what) != (user.id, role)}
    if not left:
        raise Refusal(
            "Nobody else is on the safeguarding desk. Add somebody first, so that children’s words are read."
        )
    covered = [one for one in away_from(today) if one.user_id in left]
    if all(any(one.user_id == who and one.on(today) for one in covered) for who in left):
        raise Refusal(
            "Everybody else on the safeguarding desk is away today. Wait until one of them is back."
        )


def _held_on(day: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Membership.starts_on <= day,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on > day),
    )

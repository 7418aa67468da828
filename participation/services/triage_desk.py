"""Who is on the safeguarding desk, and how they are called. A call never carries words, a name or a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.jobs import OutboxMessage
from models.people import Membership, User
from participation.rules.people import Role
from participation.rules.working_days import is_working_time, next_working_moment

DESK = (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY)


def people_holding(*roles: Role) -> list[User]:
    """Active people who hold one of `roles` today, by name."""
    today = local_date(now())
    query = (
        sa.select(User)
        .where(
            User.is_active,
            User.id.in_(
                sa.select(Membership.user_id).where(
                    Membership.role.in_(roles),
                    Membership.starts_on <= today,
                    sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
                )
            ),
        )
        .order_by(User.name)
    )
    return list(db.session.scalars(query))


def desk_people() -> list[User]:
    """The lead and deputies of today."""
    return people_holding(*DESK)


def first_to_call(shut_out: Iterable[int] = ()) -> list[User]:
    """The leads; when none may see it the deputies; when nobody may, the administrators (who must fill the desk)."""
    barred = set(shut_out)
    for role in (*DESK, Role.ADMINISTRATOR):
        found = [user for user in people_holding(role) if user.id not in barred]
        if found:
            return found
    return []


def next_to_call(shut_out: Iterable[int] = ()) -> list[User]:
    """Whom to call when the first call went unread: the deputies, or whoever is left."""
    barred = set(shut_out)
    deputies = [user for user in people_holding(Role.SAFEGUARDING_DEPUTY) if user.id not in barred]
    return deputies or first_to_call(barred)


def call(people: Iterable[User], key: str, subject: str, body: str) -> None:
    """Write one letter to each; the same key never writes to the same person twice."""
    for user in people:
        mark = f"{key}:{user.public_id}"
        if not db.session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == mark)):
            db.session.add(
                OutboxMessage(
                    dedupe_key=mark, to_user_id=user.id, subject=subject, body=body, created_at=now()
                )
            )


def was_called(key: str) -> bool:
    """Whether anybody has been written to under this key."""
    mine = OutboxMessage.dedupe_key.between(f"{key}:", f"{key};")  # ";" follows ":", so this is "begins with"
    return db.session.scalar(sa.select(OutboxMessage.id).where(mine).limit(1)) is not None


def next_reading() -> tuple[bool, datetime | None]:
    """(Is somebody at the desk now?, when it is next open). None: nobody holds the desk at all."""
    if not desk_people():
        return False, None
    return is_working_time(now()), next_working_moment(now())

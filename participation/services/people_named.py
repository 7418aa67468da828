"""Somebody who is here already, found by what they sign in with, and whether a role fits what they hold."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.people import User
from participation.rules.people import AgeBand, Role
from participation.rules.posts_apart import refuse_together
from participation.rules.refusals import Refusal


def refuse_beside(user: User, role: Role, *, field: str) -> None:
    """Raise Refusal when somebody holds, now or from a day to come, what nobody holds together with this role."""
    today = local_date(now())
    held = {m.role for m in user.memberships if m.ends_on is None or m.ends_on > today}
    refuse_together(role, held, field=field)


def who_signs_in(typed: str) -> User:
    """The active person who signs in with this address or name; raises Refusal beside "signs_in_as" for nobody."""
    name = typed.strip().lower()
    query = sa.select(User).where(
        sa.or_(sa.func.lower(User.email) == name, User.username == name), User.is_active
    )
    user = db.session.scalars(query).first()
    if user is None:
        raise Refusal(
            "Nobody signs in with that. Ask an administrator to add them first.", field="signs_in_as"
        )
    return user


def adult_who_signs_in(typed: str, *, to: str, role: Role) -> User:
    """The active adult who signs in with this address or name, to be let `to` do something ("sign for a group").

    Raises Refusal beside "signs_in_as": for nobody, for a child, who never answers for an organisation (LG10), and for
    somebody who holds what nobody holds with that `role`.
    """
    user = who_signs_in(typed)
    if user.age_band not in {None, AgeBand.ADULT}:
        raise Refusal(f"Only an adult can {to}", field="signs_in_as")
    refuse_beside(user, role, field="signs_in_as")
    return user

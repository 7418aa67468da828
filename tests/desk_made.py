"""The desk, made quickly: a duty contact, and whom letters went to."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.jobs import OutboxMessage
from models.people import Membership, User
from participation.rules.people import AgeBand, Role, ScopeKind


def somebody_with(role: Role, name: str) -> User:
    """Somebody new who holds one role for the whole council."""
    user = User(
        name=name,
        email=f"{name.lower()}@alderbrook.example",
        about="",
        created_at=now(),
        age_band=AgeBand.ADULT,
    )
    user.memberships = [Membership(role=role, scope_kind=ScopeKind.COUNCIL, starts_on=date(2025, 4, 1))]
    db.session.add(user)
    db.session.flush()
    return user


def a_duty_contact(name: str = "Lena") -> User:
    """Who is called when neither lead nor deputy has come."""
    return somebody_with(Role.SAFEGUARDING_DUTY, name)


def called(start: str) -> list[str]:
    """The names of those who were written to under keys that begin so, in order of writing."""
    query = (
        sa.select(User.name).join(OutboxMessage, OutboxMessage.to_user_id == User.id)
        .where(OutboxMessage.dedupe_key.startswith(start)).order_by(OutboxMessage.id)
    )  # fmt: skip
    return list(db.session.scalars(query))

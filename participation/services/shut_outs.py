"""Shutting out whoever an item is about: the words' own names at once, and anybody the desk adds. It stays."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.people import Membership, User
from models.triage import ShutOut, TriageItem
from participation.rules.gate import Outcome
from participation.rules.people import Actor, Role
from participation.rules.screening import names_mentioned

# Those who may be trusted with children's words, or work with children: whoever of them is named is shut out.
TRUSTED = frozenset(Role) - {Role.RESIDENT, Role.YOUNG_ADVISOR}


def people_at_work() -> list[User]:
    """Everybody with a seat, a post or a service, by name. One query."""
    today = local_date(now())
    return list(db.session.scalars(
        sa.select(User).where(
            User.is_active,
            User.id.in_(
                sa.select(Membership.user_id).where(
                    Membership.role.in_(TRUSTED), Membership.starts_on <= today,
                    sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
                )
            ),
        ).order_by(User.name, User.id)
    ))  # fmt: skip


def named_in(texts: Iterable[str]) -> list[int]:
    """The keys of people at work whom the words name."""
    return names_mentioned(texts, {user.id: user.name for user in people_at_work()})


def write(item: TriageItem, user_ids: Iterable[int], *, by: Actor | None = None) -> None:
    """Shut these people out of an item."""
    by_id = by.user_id if by else None
    db.session.add_all(ShutOut(item_id=item.id, user_id=key, at=now(), by_id=by_id) for key in user_ids)
    db.session.flush()


def not_about(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on an item for readers of released words: no concern stands in it about the reader.

    Words that name somebody and were found to hold no concern reach them like anybody else.
    """
    shut = sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == actor.user_id)
    return sa.or_(TriageItem.outcome == Outcome.NO_CONCERN, ~shut)

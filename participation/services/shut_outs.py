"""Shutting out whoever an item is about: the words' own names at once, and anybody the desk adds. It stays.

Who is shut out of one part of what somebody said is shut out of every part, earlier and later.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.people import Membership, User
from models.triage import ShutOut, TriageItem
from participation.rules.gate import Outcome, WordsKind
from participation.rules.people import Actor, Role
from participation.rules.screening import names_mentioned
from participation.services import same_voice

# Those who may be trusted with children's words, or work with children: whoever of them is named is shut out.
TRUSTED = frozenset(Role) - {Role.RESIDENT, Role.YOUNG_ADVISOR, Role.BODY_MEMBER}


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


def write(item: TriageItem, user_ids: Iterable[int], *, by: Actor | None = None) -> set[int]:
    """Shut these people out of an item and of all that the same voice said; with them whoever was shut out of that.

    Returns everybody who is shut out of it now.
    """
    by_id = by.user_id if by else None
    parts = {one.id for one in same_voice.items_of(item.kind, item.words_of)} | {item.id}
    rows = db.session.execute(
        sa.select(ShutOut.item_id, ShutOut.user_id).where(ShutOut.item_id.in_(parts))
    ).all()
    there = {(row.item_id, row.user_id) for row in rows}
    everybody = set(user_ids) | {user_id for _, user_id in there}
    db.session.add_all(
        ShutOut(item_id=part, user_id=user_id, at=now(), by_id=by_id)
        for part in sorted(parts)
        for user_id in sorted(everybody)
        if (part, user_id) not in there
    )
    db.session.flush()
    return everybody


def barred_from(item: TriageItem) -> set[int]:
    """The keys of everybody who is shut out of an item."""
    return set(db.session.scalars(sa.select(ShutOut.user_id).where(ShutOut.item_id == item.id)))


def of_record(
    kind: WordsKind, public_id: sa.SQLColumnExpression[str], actor: Actor
) -> sa.ColumnElement[bool]:
    """A condition on a record (by the column of its public id): this person is shut out of its words."""
    return sa.exists().where(
        ShutOut.item_id == TriageItem.id, ShutOut.user_id == actor.user_id, TriageItem.kind == kind,
        TriageItem.words_of == public_id,
    )  # fmt: skip


def not_about(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on an item for readers of released words: no concern stands in it about the reader.

    Words that name somebody and were found to hold no concern reach them like anybody else.
    """
    shut = sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == actor.user_id)
    return sa.or_(TriageItem.outcome == Outcome.NO_CONCERN, ~shut)

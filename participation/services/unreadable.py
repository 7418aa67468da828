"""What waits at the desk while nobody there who may read it is here: for those who fill the desk or break the glass.

They are shown its number and two times, never a word of it; whoever it is about is shown nothing.
"""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.triage import ShutOut, TriageItem
from participation.rules.people import Actor
from participation.services import triage_desk as desk

LISTED = 25


def items(actor: Actor) -> list[TriageItem]:
    """What everybody at the desk who is here is shut out of, what may be urgent first. Empty while nobody is here.

    That nobody is here at all is said by itself, and then everything that is late can be asked for.
    """
    here = [user.id for user in desk.here_now()]
    if not here:
        return []
    query = sa.select(TriageItem).where(
        TriageItem.decided_at.is_(None), TriageItem.id.in_(_shut_out_of_all(here)), ~is_about(actor)
    )
    return list(db.session.scalars(query.order_by(TriageItem.priority, TriageItem.due_at).limit(LISTED)))


def late_or_unreadable(actor: Actor) -> list[TriageItem]:
    """What is past its time or that nobody here may read, and is not decided: what an administrator may ask for."""
    here = [user.id for user in desk.here_now()]
    stuck = sa.or_(
        TriageItem.due_at < now(), TriageItem.id.in_(_shut_out_of_all(here)) if here else sa.false()
    )
    query = sa.select(TriageItem).where(TriageItem.decided_at.is_(None), stuck, ~is_about(actor))
    return list(db.session.scalars(query.order_by(TriageItem.priority, TriageItem.due_at).limit(LISTED)))


def is_about(actor: Actor) -> sa.ColumnElement[bool]:
    """The condition on an item that this person is shut out of it."""
    return sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == actor.user_id)


def _shut_out_of_all(people: list[int]) -> sa.Select[int]:
    """The keys of items that every one of these people is shut out of."""
    return (
        sa.select(ShutOut.item_id).where(ShutOut.user_id.in_(people))
        .group_by(ShutOut.item_id).having(sa.func.count() == len(people))
    )  # fmt: skip

"""Somebody new at the desk: shut out of what waits and names them, and told at once when something waits for them."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.people import User
from models.triage import ShutOut, TriageItem
from participation.rules.desk import DESK
from participation.rules.gate import Priority
from participation.rules.people import Role
from participation.services import gate, shut_outs
from participation.services import triage_desk as desk

_URGENT = (
    "Something at the desk needs reading now",
    (
        "You are new at the safeguarding desk, and something that may be urgent waited there before you came. Sign in "
        "to Our Part to read it. This message says nothing about it, on purpose."
    ),
)
_WAITS = (
    "Something is waiting to be read",
    (
        "You are new at the safeguarding desk, and words waited there before you came. Sign in to Our Part to read "
        "them. This message says nothing about them, on purpose."
    ),
)


def welcome(user: User, role: Role) -> None:
    """Call somebody who has just been given a role at the desk; does nothing for any other role."""
    if role not in DESK:
        return
    for item in db.session.scalars(sa.select(TriageItem).where(TriageItem.decided_at.is_(None))).all():
        if user.id in shut_outs.named_in(gate.texts_of(item, 1).values()):
            shut_outs.write(item, [user.id])
    shut = sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == user.id)
    waits = sa.select(TriageItem.priority).where(TriageItem.decided_at.is_(None), ~shut)
    found = set(db.session.scalars(waits.distinct()))
    if found:
        desk.call([user], f"new-at-desk:{user.public_id}", *(_URGENT if Priority.HIGH in found else _WAITS))

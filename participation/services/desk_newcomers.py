"""Somebody new at the desk: shut out of all that names them, and told at once when something waits for them."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from app.db import db
from app.sealed import SealBroken, unseal
from models.people import User
from models.triage import SealedWords, ShutOut, TriageDecision, TriageItem
from participation.rules.desk import DESK
from participation.rules.gate import Priority
from participation.rules.people import Role
from participation.rules.screening import names_mentioned
from participation.services import gate, shut_outs, triage_decisions
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


_AT_ONCE = 500  # keys in one question to the database


def welcome(user: User, role: Role) -> None:
    """Call somebody who has just been given a role at the desk; does nothing for any other role."""
    if role not in DESK:
        return
    for item in _naming(user):
        shut_outs.write(item, [user.id])
    shut = sa.exists().where(ShutOut.item_id == TriageItem.id, ShutOut.user_id == user.id)
    waits = sa.select(TriageItem.priority).where(TriageItem.decided_at.is_(None), ~shut)
    found = set(db.session.scalars(waits.distinct()))
    if found:
        desk.call([user], f"new-at-desk:{user.public_id}", *(_URGENT if Priority.HIGH in found else _WAITS))


def _naming(user: User) -> list[TriageItem]:
    """Every item, decided ones too, whose words or whose decisions name this person.

    Whoever was no part of Our Part when it was decided is named by the desk alone: "Harrison, the coach".
    """
    texts: defaultdict[int, list[str]] = defaultdict(list)
    said = sa.select(SealedWords, TriageItem.public_id).join(TriageItem, TriageItem.id == SealedWords.item_id)
    for words, public_id in db.session.execute(said.where(SealedWords.version == 1)):
        try:
            texts[words.item_id].append(unseal(words.sealed, gate.place_of(public_id, words.field, 1)))
        except SealBroken:  # nobody can read it, so nobody reads it here
            continue
    for decision in db.session.scalars(sa.select(TriageDecision)):
        try:
            texts[decision.item_id] += triage_decisions.written_with(decision).values()
        except SealBroken:
            continue
    named = [key for key, all_of_it in texts.items() if names_mentioned(all_of_it, {user.id: user.name})]
    return [item for start in range(0, len(named), _AT_ONCE) for item in db.session.scalars(
        sa.select(TriageItem).where(TriageItem.id.in_(named[start : start + _AT_ONCE]))
    )]  # fmt: skip

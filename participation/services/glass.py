"""Breaking the glass: asking to read one item, the second person's answer, and the half hour it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once
from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal, unseal
from models.desk import GlassAsked
from models.people import User
from models.triage import TriageItem
from participation.rules.desk import DESK
from participation.rules.glass import (
    ASKING_LASTS,
    MAY_SHUT,
    OPEN_FOR,
    WATCHERS,
    GlassState,
    check_answer,
    check_asking,
    check_reason,
    check_shutting,
    state_of,
)
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from participation.services import triage_desk as desk
from participation.services.unreadable import is_about

LISTED = 25


@dataclass(frozen=True)
class Asked:
    """One asking as a person sees it: how it stands, why it was asked, and when it shuts."""

    row: GlassAsked
    state: GlassState
    reason: str

    @property
    def shuts_at(self) -> datetime | None:
        """When it shuts by itself, or was shut, once opened."""
        return self.row.shut_at or (self.row.opened_at + OPEN_FOR if self.row.opened_at else None)


def ask(actor: Actor, number: str, reason: str) -> GlassAsked:
    """Ask to read one item that nobody has released. Whoever watches over the desk is written to at once."""
    check_reason(reason)
    item = db.session.scalar(
        sa.select(TriageItem).where(
            TriageItem.public_id == number.strip().lower(),
            TriageItem.released_at.is_(None),
            ~is_about(actor),
        )
    )
    if item is None:
        raise Refusal("No item with that number can be opened in this way.", field="number")
    mine_of_it = sa.select(GlassAsked).where(
        GlassAsked.item_id == item.id, GlassAsked.asked_by_id == actor.user_id
    )
    check_asking(_state(row) for row in db.session.scalars(mine_of_it))
    public_id = new_public_id()
    made = GlassAsked(
        public_id=public_id, item_id=item.id, asked_at=now(), asked_by_id=known(actor),
        reason=seal(reason, place("glass_asked", public_id, "reason", 1)),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    desk.call(
        _watchers(item), f"glass:{public_id}", "An administrator asks to read an item at the desk",
        "It opens only if a second person says yes. Sign in to Our Part to see who asks and why.",
    )  # fmt: skip
    audit.record("glass.asked", item, actor=actor, asking=public_id)
    return made


def get_for(actor: Actor, public_id: str) -> GlassAsked:
    """An asking this person watches; NotFound otherwise."""
    found = db.session.scalar(_watched_by(actor).where(GlassAsked.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def answer(actor: Actor, public_id: str, *, yes: bool) -> GlassAsked:
    """The second person's answer: yes opens it for half an hour."""
    found = get_for(actor, public_id)
    check_answer(_state(found), found.asked_by_id, actor.user_id)
    answered = {"opened_at": now()} if yes else {"refused_at": now()}
    if not once.changed(found, GlassAsked.answered_by_id.is_(None), answered_by_id=known(actor), **answered):
        raise Refusal("Somebody else has just answered this.")
    desk.call(
        [found.asked_by], f"glass-answer:{public_id}", "Your asking to read an item was answered",
        "Sign in to Our Part to see the answer. If it was yes, it is open for half an hour.",
    )  # fmt: skip
    audit.record("glass.opened" if yes else "glass.refused", found.item, actor=actor, asking=public_id)
    return found


def read(actor: Actor, public_id: str) -> tuple[Asked, dict[str, str]]:
    """The words, while it is open, for the one who asked. The reading is recorded and the watchers are told."""
    found = db.session.scalar(
        _with_people().where(
            GlassAsked.public_id == public_id, GlassAsked.asked_by_id == actor.user_id,
            GlassAsked.item.has(~is_about(actor)),
        )
    )  # fmt: skip
    if found is None:
        raise NotFound
    if _state(found) is not GlassState.OPEN:
        raise Refusal("This is not open. Ask again, and somebody else must say yes again.")
    audit.record("words.read_through_glass", found.item, actor=actor, asking=public_id)
    desk.call(
        _watchers(found.item), f"glass-read:{public_id}", "An administrator has read an item at the desk",
        "It had been opened by a second person. Sign in to Our Part to see who and why.",
    )  # fmt: skip
    return _asked(found), gate.texts_of(found.item, 1)


def shut(actor: Actor, public_id: str) -> GlassAsked:
    """Shut it before its half hour is over: by the one who asked, or the lead. It cannot be opened again.

    The lead shuts the item: whoever else had it open reads it no longer either.
    """
    mine_or_led = GlassAsked.asked_by_id == actor.user_id
    if actor.has(*MAY_SHUT):
        mine_or_led |= GlassAsked.item.has(gate.may_see(actor))
    found = db.session.scalar(_with_people().where(GlassAsked.public_id == public_id, mine_or_led))
    if found is None:
        raise NotFound
    check_shutting(_state(found))
    beside = _with_people().where(
        GlassAsked.item_id == found.item_id, GlassAsked.id != found.id, GlassAsked.opened_at.is_not(None), mine_or_led
    )  # fmt: skip
    open_beside = [row for row in db.session.scalars(beside) if _state(row) is GlassState.OPEN]
    if not _shut_one(actor, found):
        raise Refusal("Somebody else has just shut this.")
    for row in open_beside:
        _shut_one(actor, row)
    return found


def _shut_one(actor: Actor, row: GlassAsked) -> bool:
    """Shut one, tell whoever must know and write it down; False when somebody was quicker."""
    if not once.changed(row, GlassAsked.shut_at.is_(None), shut_at=now(), shut_by_id=known(actor)):
        return False
    told = {one.id: one for one in (*_watchers(row.item), row.asked_by) if one.id != actor.user_id}
    desk.call(
        list(told.values()), f"glass-shut:{row.public_id}", "An item at the desk that was opened is shut again",
        "It was shut before its half hour was over. Sign in to Our Part to see who shut it.",
    )  # fmt: skip
    audit.record("glass.shut", row.item, actor=actor, asking=row.public_id)
    return True


def mine(actor: Actor) -> list[Asked]:
    """What this administrator asked for, newest first."""
    query = _with_people().where(GlassAsked.asked_by_id == actor.user_id)
    return [_asked(row) for row in db.session.scalars(query.order_by(GlassAsked.id.desc()).limit(LISTED))]


def watched(actor: Actor) -> list[Asked]:
    """Every asking this person may know of, newest first."""
    query = _watched_by(actor).order_by(GlassAsked.id.desc()).limit(LISTED)
    return [_asked(row) for row in db.session.scalars(query)]


def waiting_count(actor: Actor) -> int:
    """How many wait for a second person, of those this person may answer."""
    query = _watched_by(actor).where(
        GlassAsked.answered_by_id.is_(None), GlassAsked.asked_at > now() - ASKING_LASTS,
        GlassAsked.asked_by_id != actor.user_id,
    )  # fmt: skip
    return (
        db.session.scalar(
            sa.select(sa.func.count()).select_from(query.with_only_columns(GlassAsked.id).subquery())
        )
        or 0
    )


def _watched_by(actor: Actor) -> sa.Select[GlassAsked]:
    """Auditor and data protection officer see each asking, never the words; the desk those about what it may see."""
    query = _with_people()
    if actor.has(*WATCHERS):
        return query.where(GlassAsked.item.has(~is_about(actor)))
    return query.where(GlassAsked.item.has(gate.may_see(actor)))


def _with_people() -> sa.Select[GlassAsked]:
    return sa.select(GlassAsked).options(
        joinedload(GlassAsked.item),
        joinedload(GlassAsked.asked_by),
        joinedload(GlassAsked.answered_by),
        joinedload(GlassAsked.shut_by),
    )


def _watchers(item: TriageItem) -> list[User]:
    barred = {shut.user_id for shut in item.shut_outs}
    return [user for user in desk.people_holding(*DESK, *WATCHERS) if user.id not in barred]


def _state(row: GlassAsked) -> GlassState:
    return state_of(now(), row.asked_at, row.opened_at, row.refused_at, row.shut_at)


def _asked(row: GlassAsked) -> Asked:
    reason = unseal(row.reason, place("glass_asked", row.public_id, "reason", 1))
    return Asked(row, _state(row), reason)

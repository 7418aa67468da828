"""Holds: a stop on erasing one record, with a reason, a day to look again and an end. Nothing erases what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal, unseal
from app.times import local_date
from models.attachments import Attachment
from models.erasures import Hold
from models.feedback import Feedback
from models.people import User
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.retention import HeldThing, HoldKind, check_hold
from participation.services.triage_desk import DESK
from participation.services.unreadable import is_about

MAY: dict[HoldKind, tuple[Role, ...]] = {
    HoldKind.SAFEGUARDING: DESK,
    HoldKind.LEGAL: (Role.DATA_PROTECTION_OFFICER,),
}
_TABLES: dict[HeldThing, type[Feedback] | type[User] | type[Attachment]] = {
    HeldThing.FEEDBACK: Feedback, HeldThing.PERSON: User, HeldThing.FILE: Attachment,
}  # fmt: skip


@dataclass(frozen=True)
class NewHold:
    """What somebody wrote to stop an erasure. `thing_id` is the record's own id, as its page's address shows it."""

    thing: HeldThing
    thing_id: str
    reason: str
    look_again_on: date


@dataclass(frozen=True)
class Held:
    """A hold with its reasons opened, for those who place holds of that kind; for others they stay sealed."""

    hold: Hold
    reason: str
    ended_why: str
    may_end: bool


def kinds_for(actor: Actor) -> list[HoldKind]:
    """The kinds of hold this person may place and end."""
    return [kind for kind, roles in MAY.items() if actor.has(*roles)]


def hold(actor: Actor, new: NewHold) -> Hold:
    """Stop a record from being erased. A person who may place both kinds does not exist, so the role says which."""
    kinds = kinds_for(actor)
    if not kinds:
        raise NotFound
    check_hold(new.reason)
    if new.look_again_on <= local_date(now()):
        raise Refusal("Choose a day to come on which to look at this hold again.", field="look_again_on")
    thing_id = _what_is_held(actor, new.thing, new.thing_id.strip().lower())
    if _active(kinds[0], new.thing, thing_id) is not None:
        raise Refusal("This is held already.", field="thing_id")
    public_id = new_public_id()
    made = Hold(
        public_id=public_id, kind=kinds[0], thing=new.thing, thing_id=thing_id, placed_at=now(),
        reason=seal(new.reason, _place(public_id, "reason")), placed_by_id=known(actor),
        look_again_on=new.look_again_on,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("hold.placed", made, actor=actor, kind=made.kind, thing=made.thing, id=thing_id)
    return made


def end(actor: Actor, public_id: str, why: str) -> Hold:
    """End a hold, with a reason; the schedule takes over again. Raises NotFound for another desk's."""
    found = db.session.scalar(sa.select(Hold).where(Hold.public_id == public_id, _not_about(actor)))
    if found is None or found.kind not in kinds_for(actor):
        raise NotFound
    check_hold(why)
    if found.ended_at is not None:
        raise Refusal("This hold has ended already.")
    found.ended_at, found.ended_by_id, found.ended_why = (
        now(),
        known(actor),
        seal(why, _place(public_id, "ended_why")),
    )
    db.session.flush()
    audit.record("hold.ended", found, actor=actor, kind=found.kind)
    return found


def get_for(actor: Actor, public_id: str) -> Held:
    """One hold that stands, for those who may end it; raises NotFound otherwise."""
    query = sa.select(Hold).where(Hold.public_id == public_id, Hold.ended_at.is_(None), _not_about(actor))
    found = db.session.scalar(query.options(joinedload(Hold.placed_by)))
    if found is None or found.kind not in kinds_for(actor):
        raise NotFound
    return _opened(found, may_end=True)


def listed(actor: Actor, *, ended: bool = False) -> list[Held]:
    """Holds that stand (or have ended), soonest to be looked at first. Reasons open for those who may place them."""
    over = Hold.ended_at.is_not(None) if ended else Hold.ended_at.is_(None)
    query = sa.select(Hold).where(over, _not_about(actor)).order_by(Hold.look_again_on, Hold.id).limit(200)
    mine = kinds_for(actor)
    return [
        _opened(one, one.kind in mine) for one in db.session.scalars(query.options(joinedload(Hold.placed_by)))
    ]  # fmt: skip


def held_ids(thing: HeldThing) -> sa.Select[str]:
    """The ids of everything of this kind that is held now, for `.not_in()`."""
    return sa.select(Hold.thing_id).where(Hold.thing == thing, Hold.ended_at.is_(None))


def is_held(thing: HeldThing, public_id: str) -> bool:
    """Whether one record is held now."""
    return db.session.scalar(held_ids(thing).where(Hold.thing_id == public_id)) is not None


def _about(actor: Actor) -> sa.Select[str]:
    """The ids of what was said that this person is shut out of: they see no hold on it, place none and end none."""
    return sa.select(TriageItem.words_of).where(TriageItem.kind == WordsKind.FEEDBACK, is_about(actor))


def _not_about(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.or_(Hold.thing != HeldThing.FEEDBACK, Hold.thing_id.not_in(_about(actor)))


def _active(kind: HoldKind, thing: HeldThing, thing_id: str) -> Hold | None:
    return db.session.scalar(
        sa.select(Hold).where(
            Hold.kind == kind, Hold.thing == thing, Hold.thing_id == thing_id, Hold.ended_at.is_(None)
        )
    )


def _what_is_held(actor: Actor, thing: HeldThing, typed: str) -> str:
    """The record's id. At the desk an item's own id is what people see, so that is read too."""
    table = _TABLES[thing]
    known_here = sa.select(table.id).where(table.public_id == typed)
    if thing is HeldThing.FEEDBACK:
        known_here = known_here.where(table.public_id.not_in(_about(actor)))
    if db.session.scalar(known_here) is not None:
        return typed
    at_desk = sa.select(TriageItem).where(
        TriageItem.public_id == typed, TriageItem.kind == WordsKind.FEEDBACK, ~is_about(actor)
    )
    item = db.session.scalar(at_desk) if thing is HeldThing.FEEDBACK else None
    if item is None:
        raise Refusal("There is no such record. Copy its id from its page’s address.", field="thing_id")
    return item.words_of


def _opened(one: Hold, may_end: bool) -> Held:
    reason = unseal(one.reason, _place(one.public_id, "reason")) if may_end else ""
    ended = unseal(one.ended_why, _place(one.public_id, "ended_why")) if may_end and one.ended_why else ""
    return Held(one, reason, ended, may_end)


def _place(public_id: str, field: str) -> str:
    return place("holds", public_id, field, 1)

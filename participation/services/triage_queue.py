"""What waits at the desk, what was decided, and what is followed up: lists without a word of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.clock import now
from app.db import db
from models.triage import TriageDecision, TriageFollowUp, TriageItem
from participation.rules.desk import FollowUp
from participation.rules.gate import FOLLOWED_UP, Priority
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.rules.working_days import add_working_days
from participation.services import gate
from participation.services import triage_desk as desk

PAGE = 25
_IN_TURN = (TriageItem.priority, TriageItem.due_at, TriageItem.id)
MOST = 1000  # counted up to here and no further, so that a flood does not slow the desk down


def queue(actor: Actor, page: int = 1) -> tuple[list[TriageItem], int]:
    """(what waits, without any words: what may be urgent first, then soonest due; how many in all, up to MOST + 1).

    An urgent item that is late stays before an ordinary one that was due earlier. "high" comes before "normal" in
    the alphabet, so the order is the index's own.
    """
    total = _count(_waiting(actor))
    query = gate.waiting_for(actor).options(joinedload(TriageItem.area))
    query = query.order_by(*_IN_TURN).limit(PAGE).offset(PAGE * (page - 1))
    return list(db.session.scalars(query)), total


def decided(actor: Actor, page: int = 1) -> tuple[list[TriageItem], int]:
    """(what was decided, newest first; how many in all, up to MOST + 1), for those who may see it."""
    where = (gate.may_see(actor), TriageItem.outcome.is_not(None))
    total = _count(sa.select(TriageItem.id).where(*where))
    query = sa.select(TriageItem).where(*where).options(*_WITH_DECISIONS)
    query = query.order_by(TriageItem.decided_at.desc()).limit(PAGE).offset(PAGE * (page - 1))
    return list(db.session.scalars(query)), total


@dataclass(frozen=True)
class ToFollow:
    """Something passed on that is not finished with: what is missing, and by when somebody should have answered."""

    item: TriageItem
    missing: tuple[FollowUp, ...]
    due: datetime

    @property
    def is_late(self) -> bool:
        """Whether the front door has not answered within its working day."""
        return FollowUp.HEARD_BACK in self.missing and self.due <= now()


def to_follow_up(actor: Actor) -> list[ToFollow]:
    """What was passed on and is not finished with, oldest first (a page of it)."""
    done = sa.select(sa.func.count()).where(TriageFollowUp.item_id == TriageItem.id).scalar_subquery()
    query = (
        sa.select(TriageItem)
        .where(gate.may_see(actor), TriageItem.outcome.in_(FOLLOWED_UP), done < len(FollowUp))
        .options(*_WITH_DECISIONS, selectinload(TriageItem.follow_ups))
        .order_by(TriageItem.decided_at, TriageItem.id).limit(PAGE).execution_options(populate_existing=True)
    )  # fmt: skip
    return [_to_follow(item) for item in db.session.scalars(query)]


def get_item_for(actor: Actor, public_id: str) -> TriageItem:
    """One item, without its words; raises NotFound for anybody not at the desk or whom the item is about."""
    found = db.session.scalar(
        sa.select(TriageItem).where(TriageItem.public_id == public_id, gate.may_see(actor))
        .options(*_WITH_DECISIONS, selectinload(TriageItem.escalations), selectinload(TriageItem.follow_ups))
        .execution_options(populate_existing=True)
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Standing:
    """How the desk stands now, for the top of the page: counts only, none of them above MOST + 1."""

    waiting: int
    urgent: int
    late: int
    late_urgent: int
    nobody_else: bool
    nobody_here: bool


def standing(actor: Actor) -> Standing:
    """Counts of what waits for this person, in one query, and whether they are alone at the desk."""
    late, urgent = TriageItem.due_at < now(), TriageItem.priority == Priority.HIGH
    waiting, urgents, lates, both = (
        _counting(_waiting(actor).where(*more)) for more in ((), (urgent,), (late,), (late, urgent))
    )
    row = db.session.execute(
        sa.select(waiting.label("all"), urgents.label("urgent"), lates.label("late"), both.label("both"))
    ).one()
    return Standing(
        waiting=row.all, urgent=row.urgent, late=row.late, late_urgent=row.both,
        nobody_else=len(desk.desk_people()) < 2, nobody_here=not desk.here_now(),
    )  # fmt: skip


def _waiting(actor: Actor) -> sa.Select[int]:
    """Their keys in the queue's order, so that they are counted by its index of what waits and not by one of all."""
    found: sa.Select[int] = gate.waiting_for(actor, TriageItem.id).order_by(*_IN_TURN)
    return found


def _counting(found: sa.Select[int]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(found.limit(MOST + 1).subquery()).scalar_subquery()


def _count(found: sa.Select[int]) -> int:
    return db.session.scalar(sa.select(_counting(found))) or 0


def _to_follow(item: TriageItem) -> ToFollow:
    done = {one.kind for one in item.follow_ups}
    due = add_working_days(item.decisions[-1].at, 1)
    return ToFollow(item, tuple(kind for kind in FollowUp if kind not in done), due)


_WITH_DECISIONS = (
    joinedload(TriageItem.area),
    selectinload(TriageItem.decisions).joinedload(TriageDecision.by),
)

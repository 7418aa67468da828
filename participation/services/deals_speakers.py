"""Who spoke for "your part": young people, or the grown-ups of a team. A page and a summary name the one it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa

from app.db import db
from app.times import local_date
from models.people import Membership, User
from participation.rules.deals_life import Side
from participation.rules.people import AgeBand, Role, SeatKind

Spells = tuple[tuple[date, date | None], ...]  # from the first day until just before the last; None goes on


@dataclass(frozen=True)
class Speakers:
    """Those among some people who are children now, and when each of the others held a young person's seat."""

    children: frozenset[int] = frozenset()
    seats: dict[int, Spells] = field(default_factory=dict)

    def is_young(self, user_id: int, at: datetime) -> bool:
        """Whether it was a young person who spoke then: a seat held that day counts, whatever has changed since."""
        on = local_date(at)
        return user_id in self.children or any(
            start <= on and (end is None or on < end) for start, end in self.seats.get(user_id, ())
        )

    def label(self, side: Side, user_id: int, at: datetime) -> str:
        """Who says it, as a page has it before the words."""
        if side is Side.OURS:
            return "We say"
        return "Young people say" if self.is_young(user_id, at) else "The team says"


def speakers_among(user_ids: Iterable[int]) -> Speakers:
    """What is known of these people. Two queries, none for nobody."""
    ids = sorted(set(user_ids))
    if not ids:
        return Speakers()
    young = sa.select(User.id).where(User.id.in_(ids), User.age_band != AgeBand.ADULT)
    query = sa.select(Membership.user_id, Membership.starts_on, Membership.ends_on).where(
        Membership.user_id.in_(ids),
        sa.or_(Membership.role == Role.YOUNG_ADVISOR, Membership.seat == SeatKind.YOUNG),
    )
    seats: dict[int, Spells] = {}
    for user_id, start, end in db.session.execute(query):
        seats[user_id] = (*seats.get(user_id, ()), (start, end))
    return Speakers(frozenset(db.session.scalars(young)), seats)

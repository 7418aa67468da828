"""Which way each new letter goes: an e-mail at once, with the morning's, with the week's, or on the page only."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from app.db import db
from app.unit_of_work import unit_of_work
from models.jobs import OutboxMessage
from models.notices import LetterChoice
from models.people import User
from participation.rules.letters import NOT_CHOSEN, WAYS, Cadence, LetterKind, Way, cadence_of
from participation.rules.people import AgeBand

AT_A_TIME = 500


def sort_new() -> int:
    """Sort every letter nobody has looked at; returns how many there were. Keeps its own transactions."""
    sorted_now = 0
    while True:
        with unit_of_work():
            found = db.session.execute(_unsorted()).all()
            chosen = defaultdict(list)
            for key, kind, email, active, band, cadence in found:
                chosen[way_of(kind, email if active else None, band, cadence)].append(key)
            for way, keys in chosen.items():
                db.session.execute(sa.update(OutboxMessage).where(OutboxMessage.id.in_(keys)).values(way=way))
        sorted_now += len(found)
        if len(found) < AT_A_TIME:
            return sorted_now


def way_of(kind: LetterKind, email: str | None, band: AgeBand | None, chosen: Cadence | None) -> Way:
    """One letter's way. Without an address there is only the page."""
    if not email:
        return Way.PAGE
    return Way.LETTER if kind in NOT_CHOSEN else WAYS[cadence_of(kind, chosen, band)]


def _unsorted() -> sa.Select[int, LetterKind, str | None, bool, AgeBand | None, Cadence | None]:
    choice = sa.and_(
        LetterChoice.user_id == OutboxMessage.to_user_id, LetterChoice.kind == OutboxMessage.kind
    )
    return (
        sa.select(
            OutboxMessage.id, OutboxMessage.kind, User.email, User.is_active, User.age_band, LetterChoice.cadence
        )
        .join(User, User.id == OutboxMessage.to_user_id)
        .outerjoin(LetterChoice, choice)
        .where(OutboxMessage.way.is_(None))
        .order_by(OutboxMessage.id)
        .limit(AT_A_TIME)
    )  # fmt: skip

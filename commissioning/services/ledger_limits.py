"""What bounds an entry beside the money itself: the first day still open, and the amount that takes two people."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.clock import now
from app.db import db
from app.times import local_date, london_day_begins
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import counted_with, in_force
from models.ledger import LedgerEntry, LedgerLine
from models.months import ClosedMonth
from models.two_people import TwoPeopleAmount


def open_from() -> date | None:
    """The first day whose books are open; None while no month was ever closed."""
    return db.session.scalar(sa.select(sa.func.max(ClosedMonth.after_day)))


def set_amount(day: date) -> Pence | None:
    """The amount above which two people are needed on `day`, in pence; None while none was set."""
    query = sa.select(TwoPeopleAmount.from_day, TwoPeopleAmount.amount_pence)
    return in_force(
        [(first, pence) for first, pence in db.session.execute(query.order_by(TwoPeopleAmount.id))], day
    )


def alone_today(actor_id: str, kind: EntryKind, pot_id: int) -> Pence:
    """What this person did alone in the pot today that counts together with an entry of this kind, in pence.

    Today is London's. What was put right since counts no more.
    """
    kinds = counted_with(kind)
    if not kinds:
        return Pence(0)
    undone = aliased(LedgerEntry)
    query = (
        sa.select(sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(LedgerEntry.at >= london_day_begins(local_date(now())), LedgerLine.pot_id == pot_id)
        .where(LedgerEntry.kind.in_(kinds), LedgerEntry.actor_id == actor_id, LedgerEntry.confirmed_by == "")
        .where(~sa.exists().where(undone.reverses_id == LedgerEntry.id))
    )
    return Pence(db.session.scalar(query) or 0)

"""What bounds an entry beside the money itself: the first day still open, and the amount that takes two people."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.two_people import in_force
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

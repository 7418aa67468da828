"""When a Deal is checked in on next: by its rhythm, and in each school term the council has written down."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.bodies import SchoolTerm
from models.deals import Deal
from participation.rules.deals_life import LIVED, DealState
from participation.rules.deals_rhythm import Rhythm, Terms, next_after, whole_terms


def known_terms() -> Terms:
    """The first and last day of each school term that is written down, in order."""
    query = sa.select(SchoolTerm.starts_on, SchoolTerm.ends_on).order_by(SchoolTerm.starts_on)
    return [(start, end) for start, end in db.session.execute(query)]


def next_day(rhythm: Rhythm, terms: Terms | None = None) -> date:
    """The next day to check in after today. The terms are looked up when they matter, unless they are given."""
    if terms is None:
        terms = known_terms() if rhythm is Rhythm.TERMLY else ()
    return next_after(rhythm, local_date(now()), terms)


def plan_again() -> int:
    """After a term is written down: Deals checked in on once a term move to their day in it. Gives how many moved.

    One that was checked in on this term already waits for the next; one that is due now stays due.
    """
    today, terms = local_date(now()), known_terms()
    query = sa.select(Deal).where(
        Deal.state.in_(LIVED), Deal.rhythm == Rhythm.TERMLY, Deal.check_in_on > today
    )
    moved = 0
    for deal in db.session.scalars(query):
        day = next_after(Rhythm.TERMLY, _counted_from(deal, today, terms), terms)
        moved += day != deal.check_in_on
        deal.check_in_on = day
    db.session.flush()
    return moved


def _counted_from(deal: Deal, today: date, terms: Terms) -> date:
    """Today, or the end of this term when the Deal was checked in on in it."""
    if deal.asked_at is None or deal.state is DealState.LISTENING:
        return today
    asked = local_date(deal.asked_at)
    this = next(((start, end) for start, end in whole_terms(terms) if start <= today <= end), None)
    return this[1] if this and this[0] <= asked else today

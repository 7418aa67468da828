"""Changes to partners' lines on the day their notice named, and what is said when one cannot be made."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.clock import now
from app.db import db
from app.times import local_date, short_day
from commissioning.rules import virtual_budgets as rules
from commissioning.services import virtual_books, virtual_budgets, virtual_lines
from models.virtual_budgets import VirtualBudget, VirtualChange, VirtualLine
from participation.rules.needs import Need
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def apply_due(at: datetime) -> list[str]:
    """Apply every change whose day has come, and pledge what a newly opened year can take. For the scheduler.

    A change that cannot be made (its pot was closed meanwhile) stops no other: it waits, and `needs_for` tells of it.
    """
    due = _due(local_date(at))
    wanted = virtual_lines.lines().where(VirtualLine.id.in_({change.line_id for change in due}))
    lines = {line.id: line for line in db.session.scalars(wanted)}
    done = [change for change in due if _applied(lines[change.line_id], change)]
    for budget in db.session.scalars(_budgets().where(VirtualBudget.state.in_(rules.IN_THE_BOOKS))):
        virtual_books.pledge_all(budget, {}, Actor.system())
    return [f"{lines[change.line_id].organisation.name}: {change.financial_year}" for change in done]


def needs_for(actor: Actor) -> list[Need]:
    """Changes whose day is over and that could not be made: for whoever runs virtual budgets for the council."""
    if not virtual_budgets.runs(actor):
        return []
    return [
        Need(
            f"A change to {change.line.organisation.name}’s line for {change.financial_year} could not be made",
            f"/virtual-budgets/{change.line.budget.public_id}",
            why=f"Its day was {short_day(change.from_day)}, and that year’s pot takes no change now. Open it again.",
            late=True,
        )
        for change in _due(local_date(now()), before=True)
    ]


def _applied(line: VirtualLine, change: VirtualChange) -> bool:
    try:
        with db.session.begin_nested():
            virtual_lines.apply(Actor.system(), line, change)
    except Refusal:
        return False
    return True


def _due(today: date, *, before: bool = False) -> list[VirtualChange]:
    """Changes not made whose day is today or past; with `before`, only past."""
    day = VirtualChange.from_day < today if before else VirtualChange.from_day <= today
    query = sa.select(VirtualChange).where(VirtualChange.applied_at.is_(None), day)
    line = joinedload(VirtualChange.line)
    loaded = query.options(line.joinedload(VirtualLine.organisation), line.joinedload(VirtualLine.budget))
    return list(db.session.scalars(loaded.order_by(VirtualChange.from_day, VirtualChange.id)))


def _budgets() -> sa.Select[VirtualBudget]:
    lines = selectinload(VirtualBudget.lines)
    return sa.select(VirtualBudget).options(
        joinedload(VirtualBudget.pot),
        lines.joinedload(VirtualLine.organisation),
        lines.selectinload(VirtualLine.years),
    )

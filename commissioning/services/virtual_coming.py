"""What notice was given of and is still to come: beside each year it changes, and the day today's totals end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.db import db
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pence import Pence
from commissioning.services.virtual_reading import Picture
from models.virtual_budgets import VirtualBudget, VirtualChange, VirtualLine


@dataclass(frozen=True)
class Coming:
    """What a sum will be (pence), from which day."""

    pledged: Pence
    from_day: date


@dataclass(frozen=True)
class ComingChanges:
    """Every waiting change of a budget, by (line's id, year) and summed by year; `first` is the next day of any."""

    lines: dict[tuple[int, str], Coming]
    years: dict[str, Coming]
    total: Pence
    first: date | None


def coming(picture: Picture, changes: Sequence[VirtualChange]) -> ComingChanges:
    """The changes that wait for their day, as sums beside the picture's. A year's new total is from its last change."""
    waiting = {(one.line_id, one.financial_year): one for one in changes if one.applied_at is None}
    lines: dict[tuple[int, str], Coming] = {}
    years: dict[str, Coming] = {}
    total = picture.total.pledged
    for at, year in enumerate(picture.years):
        after, days = picture.totals[at].pledged, []
        for shown in picture.lines:
            change = waiting.get((shown.line.id, year))
            if change is not None:
                pledged = rules.comes_to(change.wanted_pence, shown.years[at])
                lines[shown.line.id, year] = Coming(pledged, change.from_day)
                after, total = (Pence(sum_ + pledged - shown.years[at].pledged) for sum_ in (after, total))
                days.append(change.from_day)
        if days:
            years[year] = Coming(after, max(days))
    return ComingChanges(lines, years, total, min((one.from_day for one in lines.values()), default=None))


def stands_until(budgets: Sequence[VirtualBudget]) -> dict[int, date]:
    """By budget id, the day of the next change notice was given of; one query."""
    query = (
        sa.select(VirtualLine.budget_id, sa.func.min(VirtualChange.from_day))
        .join(VirtualChange, VirtualChange.line_id == VirtualLine.id)
        .where(VirtualChange.applied_at.is_(None), VirtualLine.budget_id.in_([one.id for one in budgets]))
        .group_by(VirtualLine.budget_id)
    )
    return {row.budget_id: row[1] for row in db.session.execute(query)}

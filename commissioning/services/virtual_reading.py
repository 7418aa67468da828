"""Reading virtual budgets: one as a picture with a line for each organisation and year, for anybody and from inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import BudgetState, IndicatorStatus, Standing
from commissioning.services import virtual_books
from models.organisations import Organisation
from models.virtual_budgets import (
    VirtualBudget,
    VirtualChange,
    VirtualIndicator,
    VirtualLine,
    VirtualReview,
    VirtualShortfall,
    VirtualYear,
)
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound

INSIDE = (Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.AUDITOR)


@dataclass(frozen=True)
class LineShown:
    """One organisation's line: how it stands in each year, in the order of the years."""

    line: VirtualLine
    years: tuple[Standing, ...]

    @property
    def pledged(self) -> Pence:
        """Over all years."""
        return Pence(sum(year.pledged for year in self.years))


@dataclass(frozen=True)
class Picture:
    """A virtual budget's lines by year. Every total here is a sum of lines."""

    years: tuple[str, ...]
    lines: tuple[LineShown, ...]

    @property
    def totals(self) -> tuple[Standing, ...]:
        """Each year over all organisations."""
        return tuple(_sum([line.years[at] for line in self.lines]) for at in range(len(self.years)))

    @property
    def total(self) -> Standing:
        """All years of all organisations."""
        return _sum(self.totals)

    @property
    def most(self) -> int:
        """The largest year's total, for drawing; 1 when there is nothing."""
        return max([1, *(year.pledged for year in self.totals)])


@dataclass(frozen=True)
class ReviewShown:
    """One of the three reviews: when it is due, and what came of it once it is done."""

    after: int
    due: date
    review: VirtualReview | None
    signs: tuple[tuple[VirtualIndicator, IndicatorStatus | None], ...]


def list_for(actor: Actor) -> list[VirtualBudget]:
    """Those the reader may see: agreed ones for everybody, those being pledged for who takes part."""
    query = sa.select(VirtualBudget).where(_seen_by(actor)).order_by(VirtualBudget.name)
    return list(db.session.scalars(query))


def totals_of(budgets: Sequence[VirtualBudget]) -> dict[int, tuple[int, Pence]]:
    """By budget id: how many organisations, and what they pledge over all years; one query."""
    query = (
        sa.select(
            VirtualLine.budget_id,
            sa.func.count(sa.distinct(VirtualLine.id)),
            sa.func.sum(VirtualYear.pledged_pence),
        )
        .outerjoin(VirtualYear, VirtualYear.line_id == VirtualLine.id)
        .where(VirtualLine.budget_id.in_([one.id for one in budgets]))
        .group_by(VirtualLine.budget_id)
    )
    return {budget: (many, Pence(pence or 0)) for budget, many, pence in db.session.execute(query)}


def get_budget_for(actor: Actor, public_id: str) -> VirtualBudget:
    """The budget with its lines, for who may see it; NotFound otherwise."""
    lines = selectinload(VirtualBudget.lines)
    query = sa.select(VirtualBudget).where(VirtualBudget.public_id == public_id, _seen_by(actor)).options(
        joinedload(VirtualBudget.pot), lines.joinedload(VirtualLine.organisation),
        lines.selectinload(VirtualLine.years),
    )  # fmt: skip
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def picture_of(budget: VirtualBudget) -> Picture:
    """The lines by year, with what the books hold of them."""
    years = rules.years_from(budget.first_year, budget.how_many)
    held = virtual_books.held(virtual_books.pots_of(budget))
    shown = []
    for line in budget.lines:
        pledged = {row.financial_year: row.pledged_pence for row in line.years}
        stands = [
            virtual_books.standing(
                pledged.get(year, Pence(0)), held.get((line.organisation.public_id, year), {})
            )
            for year in years
        ]
        shown.append(LineShown(line, tuple(stands)))
    return Picture(tuple(years), tuple(shown))


def reviews_of(budget: VirtualBudget) -> list[ReviewShown]:
    """The three reviews with their signs; two queries. A sign without a status has no data."""
    done = {
        one.after: one
        for one in db.session.scalars(sa.select(VirtualReview).where(VirtualReview.budget_id == budget.id))
    }
    signs = signs_of(budget)
    return [
        ReviewShown(after, due, done.get(after), tuple(
            (sign, _status(done.get(after), sign)) for sign in signs if sign.due_after == after or after in done
        ))
        for after, due in rules.review_days(budget.first_year).items()
    ]  # fmt: skip


def signs_of(budget: VirtualBudget) -> list[VirtualIndicator]:
    """Every sign of the outcome."""
    query = sa.select(VirtualIndicator).where(VirtualIndicator.budget_id == budget.id)
    return list(db.session.scalars(query.order_by(VirtualIndicator.id)))


def next_review(budget: VirtualBudget) -> int | None:
    """Which review comes next: 2, 5, 10, or None when all are done."""
    done = set(db.session.scalars(sa.select(VirtualReview.after).where(VirtualReview.budget_id == budget.id)))
    return next((after for after in rules.REVIEWS_AT if after not in done), None)


def changes_of(budget: VirtualBudget) -> list[VirtualChange]:
    """Every notice given, newest first."""
    query = sa.select(VirtualChange).where(VirtualChange.line_id.in_([line.id for line in budget.lines]))
    return list(db.session.scalars(query.order_by(VirtualChange.id.desc()).options(
        joinedload(VirtualChange.line).joinedload(VirtualLine.organisation)
    )))  # fmt: skip


def shortfalls_of(budget: VirtualBudget) -> list[VirtualShortfall]:
    """Every shortfall, those nobody has made good first."""
    query = sa.select(VirtualShortfall).where(
        VirtualShortfall.line_id.in_([line.id for line in budget.lines])
    )
    newest = query.order_by(VirtualShortfall.settled_at.is_not(None), VirtualShortfall.id.desc())
    return list(db.session.scalars(newest.options(
        joinedload(VirtualShortfall.line).joinedload(VirtualLine.organisation)
    )))  # fmt: skip


def organisations_answered_for(actor: Actor) -> set[int]:
    """The organisations whose line the actor keeps."""
    return {
        held.scope_id
        for held in actor.held
        if held.role is Role.PARTNER_FINANCE_LEAD
        and held.scope is ScopeKind.ORGANISATION
        and held.scope_id is not None
    }


def is_inside(actor: Actor) -> bool:
    """Whether the actor sees budgets that are still being pledged, whoever takes part."""
    return actor.has(*INSIDE, scope=ScopeKind.COUNCIL)


def partners() -> list[Organisation]:
    """Organisations that may be asked, by name."""
    return list(
        db.session.scalars(
            sa.select(Organisation).where(Organisation.ends_on.is_(None)).order_by(Organisation.name)
        )
    )


def _seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    if is_inside(actor):
        return sa.true()
    agreed = VirtualBudget.state.not_in((BudgetState.PROPOSED, BudgetState.PLEDGED))
    mine = organisations_answered_for(actor)
    asked = sa.select(VirtualLine.budget_id).where(VirtualLine.organisation_id.in_(mine))
    return sa.or_(agreed, VirtualBudget.id.in_(asked))


def _sum(stands: Sequence[Standing]) -> Standing:
    return Standing(
        Pence(sum(one.pledged for one in stands)), Pence(sum(one.committed for one in stands)),
        Pence(sum(one.paid for one in stands)),
    )  # fmt: skip


def _status(review: VirtualReview | None, sign: VirtualIndicator) -> IndicatorStatus | None:
    if review is None:
        return None
    return IndicatorStatus(review.statuses.get(sign.public_id, IndicatorStatus.NO_DATA))

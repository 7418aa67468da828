"""A partner's own line: pledging on it, changing it with notice and a reason, and what a cut leaves uncovered.

Only whoever answers for the organisation changes its line. No step here reads or writes another organisation's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import virtual_budgets as rules
from commissioning.rules import virtual_notice
from commissioning.rules.organisations import OrganisationKind
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import BudgetAction, BudgetState, Standing
from commissioning.services import virtual_books, virtual_budgets
from models.virtual_budgets import VirtualBudget, VirtualChange, VirtualLine, VirtualShortfall, VirtualYear
from participation.rules.known import known
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal

NOT_YOURS = "Only {name} can change its own line."


@dataclass(frozen=True)
class Pledge:
    """What an organisation pledges: a percentage of its yearly base budget, or a sum for each year (pence)."""

    owner: str
    reporter: str
    cost_here: str
    benefits: str
    base: Pence | None = None
    hundredths: int | None = None
    sums: Mapping[str, Pence] | None = None


@dataclass(frozen=True)
class Notice:
    """A change to one year of one's own line."""

    year: str
    wanted: Pence
    reason: str
    from_day: date
    shortfall_owner: str = ""


def answers_for(actor: Actor, line: VirtualLine) -> bool:
    """Whether the actor may change this line: the organisation's own finance lead; the council's for the council."""
    theirs = any(
        held.role is Role.PARTNER_FINANCE_LEAD
        and held.scope is ScopeKind.ORGANISATION
        and held.scope_id == line.organisation_id
        for held in actor.held
    )
    return theirs or (line.organisation.kind is OrganisationKind.COUNCIL and actor.has(Role.FINANCE_LEAD))


def get_line_for(actor: Actor, budget_id: str, line_id: str) -> VirtualLine:
    """One's own line; NotFound for everybody else's."""
    query = (
        lines()
        .join(VirtualLine.budget)
        .where(VirtualLine.public_id == line_id, VirtualBudget.public_id == budget_id)
    )
    line = db.session.scalars(query).first()
    if line is None or not answers_for(actor, line):
        raise NotFound
    return line


def pledge(actor: Actor, line: VirtualLine, pledged: Pledge) -> None:
    """Pledge, or pledge again before it is agreed. When every partner has, the budget is pledged."""
    _check_own(actor, line)
    budget = line.budget
    if budget.state not in rules.PLEDGING:
        raise Refusal("It is agreed already. Change your line with notice instead.")
    years = rules.years_from(budget.first_year, budget.how_many)
    sums = _sums(pledged, years)
    rules.check_pledge(sums, years)
    line.owner, line.reporter = pledged.owner, pledged.reporter
    line.cost_here, line.benefits = pledged.cost_here, pledged.benefits
    line.base_pence, line.hundredths = pledged.base, pledged.hundredths
    line.pledged_by_id, line.pledged_at = known(actor), now()
    have = {row.financial_year: row for row in line.years}
    for year in years:
        row = have.get(year) or VirtualYear(line_id=line.id, financial_year=year)
        row.pledged_pence = sums.get(year, Pence(0))
        db.session.add(row)
    db.session.flush()
    db.session.refresh(line, ["years"])
    audit.record("virtual_line.pledged", line, actor=actor, pence=sum(sums.values()))
    if budget.state is BudgetState.PROPOSED and all(one.pledged_at for one in budget.lines):
        virtual_budgets.step(actor, budget, BudgetAction.PLEDGE)


def notice_of(told: Mapping[str, Any], reason: str) -> Notice:
    """A notice from what was held of it."""
    from_day = date.fromisoformat(told["from_day"])
    return Notice(told["year"], Pence(told["wanted"]), reason, from_day, told["owner"])


def check_notice(
    actor: Actor, line: VirtualLine, notice: Notice, *, given_at: datetime | None = None
) -> Standing:
    """How the line stands, when this notice may be given (or could when it was, at `given_at`).

    Raises Refusal: another's line, a year that is over (or for a cut half over), too short a notice, no reason in
    words, a cut below what is promised that nobody by name makes good.
    """
    _check_own(actor, line)
    if line.budget.state not in rules.IN_THE_BOOKS | {BudgetState.AGREED}:
        raise Refusal("Nothing is agreed that could be changed.")
    today = local_date(given_at or now())
    rules.check_year(notice.year, rules.years_from(line.budget.first_year, line.budget.how_many), today)
    standing = virtual_books.standing_of(line, notice.year)
    if notice.wanted == standing.pledged:
        raise Refusal(f"{standing.pledged} is pledged already", field="amount")
    is_cut = notice.wanted < standing.pledged
    if is_cut:
        virtual_notice.check_not_half_over(notice.year, today)
    rules.check_notice(notice.wanted, standing.pledged, notice.from_day, today, line.budget.notice_days)
    virtual_notice.check_begins_in_time(notice.year, notice.from_day)
    virtual_notice.check_reason(notice.reason, is_cut=is_cut)
    if is_cut:
        rules.check_cut(rules.cut_to(notice.wanted, standing), standing, notice.shortfall_owner)
    _check_no_other_notice(line, notice.year)
    virtual_books.check_open(line, notice.year, is_cut=is_cut)
    return standing


def give_notice(
    actor: Actor, line: VirtualLine, notice: Notice, *, given_at: datetime | None = None, second: Actor | None = None
) -> VirtualChange:  # fmt: skip
    """Give notice of a change to one's own line; it is applied on its day, and at once when that is today or past.

    Raises Refusal as check_notice. Above the set amount see held_changes.give_notice, which holds it for a `second`.
    """
    standing = check_notice(actor, line, notice, given_at=given_at)
    change = VirtualChange(
        line_id=line.id, financial_year=notice.year, before_pence=standing.pledged, wanted_pence=notice.wanted,
        reason=notice.reason.strip(), shortfall_owner=notice.shortfall_owner.strip(), from_day=notice.from_day,
        given_by_id=known(actor), given_at=given_at or now(), applied_at=None,
    )  # fmt: skip
    db.session.add(change)
    db.session.flush()
    audit.record("virtual_line.notice_given", change, actor=actor, line=line.public_id, year=notice.year,
                 before=int(standing.pledged), wanted=int(notice.wanted))  # fmt: skip
    if notice.from_day <= local_date(now()):
        apply(actor, line, change, second)
    return change


def apply(actor: Actor, line: VirtualLine, change: VirtualChange, second: Actor | None = None) -> None:
    """Carry out a change. What was promised meanwhile stays pledged, and becomes a shortfall with an owner."""
    year, standing = change.financial_year, virtual_books.standing_of(line, change.financial_year)
    row = virtual_books.year_of_line(line, year)
    if row is None:
        row = VirtualYear(line_id=line.id, financial_year=year, pledged_pence=Pence(0))
        line.years.append(row)
    key = f"virtual-change:{change.public_id}"
    if change.wanted_pence > standing.pledged:
        virtual_books.raise_by(
            actor, line, year, change.wanted_pence - standing.pledged, reason=change.reason, key=key, second=second
        )  # fmt: skip
        row.pledged_pence = change.wanted_pence
    else:
        cut = rules.cut_to(change.wanted_pence, standing)
        virtual_books.cut_by(actor, line, year, cut.taken_back, reason=change.reason, key=key, second=second)
        row.pledged_pence = cut.pledged
        if cut.shortfall:
            _fall_short(actor, line, change, cut.shortfall)
    change.applied_at = now()
    db.session.flush()
    audit.record(
        "virtual_line.changed", change, actor=actor, line=line.public_id, pence=int(row.pledged_pence)
    )


def _fall_short(actor: Actor, line: VirtualLine, change: VirtualChange, pence: Pence) -> None:
    shortfall = VirtualShortfall(
        line_id=line.id, change_id=change.id, financial_year=change.financial_year, amount_pence=pence,
        owner=change.shortfall_owner or line.owner, found_at=now(), settled_at=None,
    )  # fmt: skip
    db.session.add(shortfall)
    db.session.flush()
    audit.record("virtual_shortfall.found", shortfall, actor=actor, line=line.public_id, pence=int(pence))


def _sums(pledged: Pledge, years: list[str]) -> dict[str, Pence]:
    if pledged.hundredths is None:
        return dict(pledged.sums or {})
    if not pledged.base:
        raise Refusal("Write the yearly budget the percentage is of", field="base")
    return dict.fromkeys(years, rules.part_of(pledged.base, pledged.hundredths))


def _check_own(actor: Actor, line: VirtualLine) -> None:
    if not answers_for(actor, line):
        raise Refusal(NOT_YOURS.format(name=line.organisation.name))


def _check_no_other_notice(line: VirtualLine, year: str) -> None:
    query = sa.select(VirtualChange.id).where(
        VirtualChange.line_id == line.id,
        VirtualChange.financial_year == year,
        VirtualChange.applied_at.is_(None),
    )
    if db.session.scalar(query) is not None:
        raise Refusal("Notice of a change to this year was given already", field="year")


def lines() -> sa.Select[VirtualLine]:
    """Lines with all that changing one reads."""
    return sa.select(VirtualLine).options(
        joinedload(VirtualLine.organisation), selectinload(VirtualLine.years),
        joinedload(VirtualLine.budget).joinedload(VirtualBudget.pot),
    )  # fmt: skip

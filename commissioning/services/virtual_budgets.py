"""Virtual budgets: proposing one, asking partners, agreeing, starting, reviewing, and what follows from a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app import audit, once
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import pots as pot_rules
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.virtual_budgets import BudgetAction, BudgetState, IndicatorStatus
from commissioning.services import organisations, pots, virtual_books
from models.people import Membership, User
from models.pots import Pot
from models.virtual_budgets import VirtualBudget, VirtualIndicator, VirtualLine, VirtualReview
from participation.rules.known import known
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal
from participation.services import people_named

RUNS = (Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD)


@dataclass(frozen=True)
class NewBudget:
    """What a virtual budget begins as."""

    name: str
    outcome: str
    first_year: str
    how_many: int
    notice_days: int = 90
    pot_id: str = ""  # a pot's public id; its books carry the pledges


@dataclass(frozen=True)
class Sign:
    """A sign of the outcome as it is written down."""

    name: str
    baseline: str
    target: str
    source: str
    owner: str
    due_after: int


def propose(actor: Actor, new: NewBudget) -> VirtualBudget:
    """Propose one. Raises Refusal beside the field that is wrong."""
    _check_runs(actor)
    year = pot_rules.financial_year(new.first_year)
    rules.years_from(year, new.how_many)
    if not 0 <= new.notice_days <= 366:
        raise Refusal("Write a number of days from 0 to 366", field="notice_days")
    if db.session.scalar(sa.select(VirtualBudget.id).where(VirtualBudget.name == new.name)) is not None:
        raise Refusal("There is a virtual budget of this name already", field="name")
    pot = pots.get_pot_for(actor, new.pot_id) if new.pot_id else None
    _check_pot(pot, year)
    budget = VirtualBudget(
        name=new.name, outcome=new.outcome, first_year=year, how_many=new.how_many, notice_days=new.notice_days,
        state=BudgetState.PROPOSED, pot_id=pot.id if pot else None, made_by_id=known(actor), made_at=now(),
    )  # fmt: skip
    db.session.add(budget)
    db.session.flush()
    audit.record("virtual_budget.proposed", budget, actor=actor, years=new.how_many)
    return budget


def ask_partner(
    actor: Actor, budget: VirtualBudget, organisation_id: str, *, signs_in_as: str = ""
) -> VirtualLine:
    """Give an organisation a line of its own to pledge on, and somebody of theirs the right to."""
    _check_runs(actor)
    if budget.state not in rules.PLEDGING:
        raise Refusal("Partners are asked before it is agreed.")
    organisation = organisations.get_organisation(organisation_id)
    if any(line.organisation_id == organisation.id for line in budget.lines):
        raise Refusal(f"{organisation.name} has a line already", field="organisation")
    line = VirtualLine(budget_id=budget.id, organisation_id=organisation.id)
    db.session.add(line)
    if signs_in_as:
        _let_answer(organisation.id, signs_in_as)
    if budget.state is BudgetState.PLEDGED:  # somebody new has not pledged yet
        budget.state = BudgetState.PROPOSED
    db.session.flush()
    db.session.refresh(budget, ["lines"])
    audit.record("virtual_budget.partner_asked", budget, actor=actor, organisation=organisation.public_id)
    return line


def add_sign(actor: Actor, budget: VirtualBudget, sign: Sign) -> VirtualIndicator:
    """Write down a sign of the outcome, for one of the reviews."""
    _check_runs(actor)
    if sign.due_after not in rules.REVIEWS_AT:
        raise Refusal("Choose 2, 5 or 10 years", field="due_after")
    made = VirtualIndicator(budget_id=budget.id, **vars(sign))
    db.session.add(made)
    db.session.flush()
    audit.record("virtual_budget.sign_added", made, actor=actor, budget=budget.public_id)
    return made


def agree(actor: Actor, budget: VirtualBudget) -> None:
    """All have pledged and all agree."""
    _check_runs(actor)
    step(actor, budget, BudgetAction.AGREE)


def start(actor: Actor, budget: VirtualBudget) -> None:
    """Begin: every pledge goes into the books of the years that are open, each partner's as its own entry."""
    _check_runs(actor)
    step(actor, budget, BudgetAction.START)
    virtual_books.pledge_all(budget, _pledgers(budget), actor)


def review(
    actor: Actor, budget: VirtualBudget, after: int, statuses: Mapping[str, IndicatorStatus], words: str
) -> VirtualReview:
    """Record a review. A sign nobody has looked at counts as "no data"."""
    _check_runs(actor)
    done = list(
        db.session.scalars(sa.select(VirtualReview.after).where(VirtualReview.budget_id == budget.id))
    )
    rules.check_review(after, done, budget.first_year, local_date(now()))
    step(actor, budget, BudgetAction.REVIEW)
    signs = db.session.scalars(sa.select(VirtualIndicator).where(VirtualIndicator.budget_id == budget.id))
    said = {one.public_id: str(statuses.get(one.public_id, IndicatorStatus.NO_DATA)) for one in signs}
    made = VirtualReview(
        budget_id=budget.id, after=after, statuses=said, words=words, action=None, reviewed_by_id=known(actor),
        reviewed_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("virtual_budget.review_written", made, actor=actor, budget=budget.public_id, after=after)
    return made


def follow(actor: Actor, budget: VirtualBudget, action: BudgetAction) -> None:
    """What follows from the newest review: renewed, adjusted or ended."""
    _check_runs(actor)
    if action not in rules.AFTER_REVIEW:
        raise Refusal("Choose what follows from the review", field="action")
    rules.MACHINE.step(budget.state, action)
    query = sa.select(VirtualReview).where(VirtualReview.budget_id == budget.id)
    newest = db.session.scalars(query.order_by(VirtualReview.after.desc())).first()
    rules.check_may_renew(
        action, [IndicatorStatus(one) for one in newest.statuses.values()] if newest else []
    )
    step(actor, budget, action)
    if newest is not None:
        newest.action = action
        db.session.flush()


def step(actor: Actor, budget: VirtualBudget, action: BudgetAction) -> None:
    """Take the budget one step. Raises Refusal when it is not there to take, or somebody else was quicker."""
    taken = rules.MACHINE.step(budget.state, action)
    if not once.changed(budget, VirtualBudget.state == budget.state, state=taken.to):
        raise Refusal("Somebody else has just changed this. Look at it again.")
    audit.record(taken.event, budget, actor=actor)


def runs(actor: Actor) -> bool:
    """Whether the actor proposes, agrees and reviews for the council."""
    return actor.has(*RUNS, scope=ScopeKind.COUNCIL)


def _check_runs(actor: Actor) -> None:
    if not runs(actor):
        raise Refusal("Only a commissioning officer or the finance lead can do that.")


def _check_pot(pot: Pot | None, first_year: str) -> None:
    if pot is None:
        return
    taken = db.session.scalar(sa.select(VirtualBudget.name).where(VirtualBudget.pot_id == pot.id))
    if taken is not None:
        raise Refusal(f"{taken} uses this pot already", field="pot")
    if pot.financial_year < first_year:
        raise Refusal("This pot’s year is before the first year", field="pot")


def _pledgers(budget: VirtualBudget) -> dict[int, Actor]:
    ids = {line.pledged_by_id for line in budget.lines}
    people = {
        user.id: actor_from(user) for user in db.session.scalars(sa.select(User).where(User.id.in_(ids)))
    }
    return {line.id: people[line.pledged_by_id] for line in budget.lines if line.pledged_by_id in people}


def _let_answer(organisation_id: int, signs_in_as: str) -> None:
    """Let somebody who can sign in answer for the organisation's line."""
    user = people_named.adult_who_signs_in(signs_in_as, to="answer for money", role=Role.PARTNER_FINANCE_LEAD)
    mine = (Membership.user_id == user.id, Membership.role == Role.PARTNER_FINANCE_LEAD)
    where = (Membership.scope_kind == ScopeKind.ORGANISATION, Membership.scope_id == organisation_id)
    if db.session.scalar(sa.select(Membership.id).where(*mine, *where)) is None:
        db.session.add(Membership(
            user_id=user.id, role=Role.PARTNER_FINANCE_LEAD, scope_kind=ScopeKind.ORGANISATION,
            scope_id=organisation_id, starts_on=local_date(now()),
        ))  # fmt: skip

"""Making pots: a draft for a team and a year, its lines and accounts, and next year's pot after this one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import pots as rules
from commissioning.rules import pots_life
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotState
from commissioning.services import ledger_posting, pots_terms
from commissioning.services.ledger_accounts import open_accounts
from commissioning.services.pots_access import check_finance
from models.pots import Fund, Pot, PotLine
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class NewPot:
    """What a pot is made from."""

    name: str
    fund: str
    team_id: int
    route: DecisionRoute
    decided_by: str
    financial_year: str
    purpose: str = ""
    opens_on: date | None = None  # the financial year's own first day when not said
    closes_on: date | None = None
    ring_fence: str = ""
    max_award: Pence | None = None
    area_ids: Sequence[int] = field(default=())


def create(actor: Actor, new: NewPot) -> Pot:
    """Make a draft pot for a community team. Raises Refusal beside the field that is wrong."""
    check_finance(actor, new.team_id)
    year = rules.financial_year(new.financial_year)
    first, after = rules.year_bounds(year)
    opens_on, closes_on = new.opens_on or first, new.closes_on or after
    rules.check_days(opens_on, closes_on)
    pots_life.check_days_of_year(opens_on, closes_on, year)
    rules.check_limit(new.max_award, "max_award")
    if find(new.team_id, new.name, year) is not None:
        raise Refusal(f"This team has a pot called {new.name} for {year} already", field="name")
    pot = Pot(
        name=new.name, team_id=new.team_id, fund_id=fund_named(new.fund).id, purpose=new.purpose,
        decision_route=new.route, decided_by=new.decided_by, financial_year=year, opens_on=opens_on,
        closes_on=closes_on, ring_fence=new.ring_fence, max_award_pence=new.max_award, state=PotState.DRAFT,
        created_at=now(),
    )  # fmt: skip
    db.session.add(pot)
    db.session.flush()
    add_lines(pot, new.area_ids or [None])
    audit.record("pot.made", pot, actor=actor, route=str(new.route), year=year)
    return pot


def add_lines(pot: Pot, area_ids: Collection[int | None]) -> None:
    """Give the pot a line (and an empty account) for each area it has none for."""
    have = set(db.session.scalars(sa.select(PotLine.area_id).where(PotLine.pot_id == pot.id)))
    for area_id in area_ids:
        if area_id not in have:
            db.session.add(PotLine(pot_id=pot.id, area_id=area_id))
    open_accounts([ledger_posting.left(pot.id, area_id) for area_id in area_ids])


def find(team_id: int, name: str, year: str) -> Pot | None:
    """The team's pot of that name and financial year, if there is one; capitals make no other name."""
    query = sa.select(Pot).where(Pot.team_id == team_id, Pot.financial_year == year).order_by(Pot.id)
    named = [pot for pot in db.session.scalars(query) if pot.name.casefold() == name.casefold()]
    return next((pot for pot in named if pot.name == name), named[0] if named else None)


def fund_named(name: str) -> Fund:
    """The fund of that name, made when there is none."""
    found = db.session.scalars(sa.select(Fund).where(Fund.name == name)).first()
    if found is None:
        found = Fund(name=name, about="")
        db.session.add(found)
        db.session.flush()
    return found


def renew(actor: Actor, pot: Pot) -> Pot:
    """Make the next financial year's pot: the same name, team, fund and rules, as a draft without money."""
    check_finance(actor, pot.team_id)
    _, after = rules.year_bounds(pot.financial_year)
    new = NewPot(
        name=pot.name, fund=pot.fund.name, team_id=pot.team_id, route=pot.decision_route, decided_by=pot.decided_by,
        financial_year=rules.year_of(after), purpose=pot.purpose, ring_fence=pot.ring_fence,
        opens_on=max(after, pot.closes_on) if pot.closes_on else after,
        closes_on=rules.year_bounds(rules.year_of(after))[1] + ((pot.closes_on or after) - after),
        max_award=pot.max_award_pence, area_ids=[line.area_id for line in pot.lines if line.area_id is not None],
    )  # fmt: skip
    made = create(actor, new)
    pots_terms.copy_terms(pot, made)
    return made


def next_year_of(pot: Pot) -> Pot | None:
    """The same team's pot of the same name in the year after, if it was made."""
    return find(pot.team_id, pot.name, rules.year_of(rules.year_bounds(pot.financial_year)[1]))

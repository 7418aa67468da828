"""A virtual budget in the ledger: which pot carries which year, what each line has, pledging, cutting."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from app.db import db
from commissioning.rules import pots as pot_rules
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import Standing
from commissioning.services import ledger, ledger_posting
from models.ledger import Account
from models.pots import Pot
from models.virtual_budgets import VirtualBudget, VirtualLine, VirtualYear
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

COMMITTED = (AccountKind.PROMISED, AccountKind.PAID)
Held = dict[AccountKind, Pence]


def pots_of(budget: VirtualBudget) -> dict[str, Pot]:
    """The pot that carries each year: the chosen one, and the same team's pots of that name in the budget's years."""
    if budget.pot is None:
        return {}
    years = rules.years_from(budget.first_year, budget.how_many)
    query = sa.select(Pot).where(
        Pot.team_id == budget.pot.team_id, Pot.name == budget.pot.name, Pot.financial_year.in_(years)
    )
    return {pot.financial_year: pot for pot in db.session.scalars(query)}


def held(pots: dict[str, Pot]) -> dict[tuple[str, str], Held]:
    """What the books hold by (organisation's public id, financial year); one query."""
    year_by_pot = {pot.id: year for year, pot in pots.items()}
    query = (
        sa.select(Account.partner_id, Account.pot_id, Account.kind, sa.func.sum(Account.balance_pence))
        .where(Account.pot_id.in_(year_by_pot), Account.partner_id.is_not(None))
        .group_by(Account.partner_id, Account.pot_id, Account.kind)
    )
    found: dict[tuple[str, str], Held] = defaultdict(dict)
    for partner, pot_id, kind, pence in db.session.execute(query):
        found[str(partner), year_by_pot[pot_id or 0]][kind] = Pence(pence)
    return found


def standing(pledged: Pence, there: Held) -> Standing:
    """One line's year from its pledge and what the books hold of it."""
    paid = there.get(AccountKind.PAID, Pence(0))
    return Standing(pledged, there.get(AccountKind.PROMISED, Pence(0)) + paid, paid)


def standing_of(line: VirtualLine, year: str) -> Standing:
    """How a line stands in one year."""
    row = year_of_line(line, year)
    there = held(pots_of(line.budget)).get((line.organisation.public_id, year), {})
    return standing(row.pledged_pence if row else Pence(0), there)


def year_of_line(line: VirtualLine, year: str) -> VirtualYear | None:
    """The line's row for a year."""
    return next((one for one in line.years if one.financial_year == year), None)


def pledge_all(budget: VirtualBudget, by: dict[int, Actor], second: Actor) -> None:
    """Pledge every line into the books of each year whose pot takes money now; done before, it does nothing.

    Each entry is the partner's own (`by`: line id -> who pledged), confirmed by `second`.
    """
    for year, pot in pots_of(budget).items():
        if _takes(pot):
            for line in budget.lines:
                actor = by.get(line.id, second)
                _pledge(actor, line, year, pot, None if actor.public_id == second.public_id else second)


def raise_by(
    actor: Actor, line: VirtualLine, year: str, extra: Pence, *, reason: str, key: str, second: Actor | None = None
) -> None:  # fmt: skip
    """More from this partner, when its year is in the books."""
    pot = pots_of(line.budget).get(year)
    if pot is not None and ledger_posting.posted(_key(line, year)) is not None:
        ledger.pledge(
            actor, pot, line.organisation.public_id, {None: extra}, reason=reason, key=key, second=second
        )


def cut_by(
    actor: Actor, line: VirtualLine, year: str, less: Pence, *, reason: str, key: str, second: Actor | None = None
) -> None:  # fmt: skip
    """Less from this partner, never more than what is promised to nobody; no other line is touched."""
    pot = pots_of(line.budget).get(year)
    if pot is not None and less and ledger_posting.posted(_key(line, year)) is not None:
        ledger.cut_pledge(
            actor, pot, line.organisation.public_id, {None: less}, reason=reason, key=key, second=second
        )


def _pledge(actor: Actor, line: VirtualLine, year: str, pot: Pot, second: Actor | None) -> None:
    row = year_of_line(line, year)
    if row is not None and row.pledged_pence:
        reason = f"{line.organisation.name}’s own line in {line.budget.name}"
        shares: ledger_posting.Shares = {None: row.pledged_pence}
        ledger.pledge(
            actor,
            pot,
            line.organisation.public_id,
            shares,
            reason=reason,
            key=_key(line, year),
            second=second,
        )


def check_open(line: VirtualLine, year: str, *, is_cut: bool) -> None:
    """Refuse (field "year") a change to a year whose pot has ended, or takes no more money and this is more."""
    pot = pots_of(line.budget).get(year)
    if pot is not None and (pot.state in pot_rules.ENDED or not (is_cut or _takes(pot))):
        raise Refusal(
            f"The pot for {year} is closed, so what is pledged for it stays as it is. You can change a later year.",
            field="year",
        )


def _takes(pot: Pot) -> bool:
    try:
        pot_rules.check_takes_money(pot.state)
    except Refusal:
        return False
    return True


def _key(line: VirtualLine, year: str) -> str:
    return f"virtual:{line.public_id}:{year}"

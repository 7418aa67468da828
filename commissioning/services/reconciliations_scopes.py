"""What is compared with a general-ledger file: a pot or every pot of a fund, and the cash that moved in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules.ledger import AccountKind
from commissioning.rules.months import after
from commissioning.rules.pence import Pence
from commissioning.rules.reconcile import Ours, Way
from commissioning.services import pots
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Fund, Pot
from participation.rules.refusals import NotFound

_FROM, _TO = aliased(Account), aliased(Account)
_OUTSIDE = (AccountKind.SOURCE, AccountKind.BETWEEN_YEARS)


@dataclass(frozen=True)
class Scope:
    """What is compared: one pot, or every pot of one fund."""

    pot: Pot | None = None
    fund: Fund | None = None

    @property
    def pot_ids(self) -> sa.Select[int]:
        """The pots it covers, as a query."""
        if self.pot is not None:
            return sa.select(Pot.id).where(Pot.id == self.pot.id)
        return sa.select(Pot.id).where(Pot.fund_id == (self.fund.id if self.fund else None))

    @property
    def name(self) -> str:
        """As people call it."""
        if self.pot is not None:
            return f"{self.pot.name}, {self.pot.financial_year} ({self.pot.team.name})"
        return f"{self.fund.name}, every pot" if self.fund else ""


def scopes() -> list[tuple[str, str]]:
    """What can be compared, as (value, words): every pot, then every fund."""
    made = pots.public_pots()
    named = [(f"pot-{p.public_id}", Scope(pot=p).name) for p in made]
    funds = {p.fund.public_id: Scope(fund=p.fund).name for p in made}
    return [*named, *((f"fund-{key}", name) for key, name in sorted(funds.items(), key=lambda f: f[1]))]


def scope_named(value: str) -> Scope:
    """The scope a form's value names; NotFound for anything else."""
    kind, _, key = value.partition("-")
    if kind == "pot":
        return Scope(pot=pots.get_public_pot(key))
    fund = (
        db.session.scalars(sa.select(Fund).where(Fund.public_id == key)).first() if kind == "fund" else None
    )
    if fund is None:
        raise NotFound
    return Scope(fund=fund)


def _cash() -> sa.ColumnElement[int]:
    """What a line did to the pot's cash, in pence: in above zero, out below, promises nothing."""
    amount = LedgerLine.amount_pence
    return sa.case(
        (sa.and_(_FROM.kind.in_(_OUTSIDE), _TO.kind.in_(_OUTSIDE)), 0),
        (sa.or_(_FROM.kind.in_(_OUTSIDE), _FROM.kind == AccountKind.PAID), amount),
        (sa.or_(_TO.kind.in_(_OUTSIDE), _TO.kind == AccountKind.PAID), -amount),
        else_=0,
    )


def cash_of(scope: Scope, month: date) -> list[Ours]:
    """Every movement of cash in our books of that month: one for each entry."""
    moved = sa.func.sum(_cash())
    query = (
        sa.select(LedgerEntry.public_id, LedgerEntry.day, moved)
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .join(_FROM, _FROM.id == LedgerLine.from_account_id)
        .join(_TO, _TO.id == LedgerLine.to_account_id)
        .where(LedgerLine.pot_id.in_(scope.pot_ids))
        .where(LedgerEntry.day >= month, LedgerEntry.day < after(month))
        .group_by(LedgerEntry.id, LedgerEntry.public_id, LedgerEntry.day)
        .having(moved != 0)
    )
    return [
        Ours(public_id, day, Way.IN if pence > 0 else Way.OUT, Pence(abs(int(pence))))
        for public_id, day, pence in db.session.execute(query)
    ]


def entry_keys(scope: Scope, month: date) -> Collection[tuple[str, int]]:
    """The entries of that month that touch it: public id and key."""
    query = (
        sa.select(LedgerEntry.public_id, LedgerEntry.id)
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .where(LedgerLine.pot_id.in_(scope.pot_ids))
        .where(LedgerEntry.day >= month, LedgerEntry.day < after(month))
    )
    return [(public_id, key) for public_id, key in db.session.execute(query.distinct())]

"""The whole ledger for other programs, read a batch at a time so that its length does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules import ledger_export as rules
from commissioning.rules.ledger import ENTRY_NAMES
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.organisations import Organisation
from models.places import Area, Team
from models.pots import Fund, Pot

BATCH = 5_000
HEADS = (
    "date", "entry", "kind", "pot", "financial_year", "team", "fund", "area", "partner", "award", "award_title",
    "from_account", "to_account", "amount", "reason", "by", "confirmed_by", "written_at",
)  # fmt: skip


def rows() -> Iterator[tuple[object, ...]]:
    """One row for each line, as HEADS names them, oldest first."""
    start, to = aliased(Account), aliased(Account)
    award = sa.func.coalesce(start.award_id, to.award_id)
    query = (
        sa.select(
            LedgerLine.id, LedgerEntry.day, LedgerEntry.public_id, LedgerEntry.kind, Pot.name, Pot.financial_year,
            Team.name, Fund.name, Area.name, Organisation.name, award, Award.title, start.code, to.code,
            LedgerLine.amount_pence, LedgerEntry.reason, LedgerEntry.actor_name, LedgerEntry.confirmed_name,
            LedgerEntry.at,
        )
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .join(Pot, Pot.id == LedgerLine.pot_id)
        .join(Team, Team.id == Pot.team_id)
        .join(Fund, Fund.id == Pot.fund_id)
        .join(start, start.id == LedgerLine.from_account_id)
        .join(to, to.id == LedgerLine.to_account_id)
        .outerjoin(Area, Area.id == sa.func.coalesce(start.area_id, to.area_id))
        .outerjoin(Award, Award.public_id == award)
        .outerjoin(Organisation, Organisation.public_id == sa.func.coalesce(start.partner_id, to.partner_id))
        .order_by(LedgerLine.id)
        .limit(BATCH)
    )  # fmt: skip
    for row in _batches(query):
        _, day, entry, kind, *middle, pence, reason, who, second, at = row
        yield (
            day.isoformat(), entry, str(kind), *middle, rules.pounds(int(pence)), reason, who, second,
            at.isoformat(timespec="seconds"),
        )  # fmt: skip


def beancount() -> Iterator[str]:
    """The ledger as Beancount reads it, ending with what our books claim every account holds."""
    first = db.session.scalar(sa.select(sa.func.min(LedgerEntry.day)))
    last = db.session.scalar(sa.select(sa.func.max(LedgerEntry.day)))
    yield rules.HEAD
    if first is None or last is None:
        return
    names = account_names()
    for name in names.values():
        yield rules.opened(first, name)
    yield "\n"
    yield from _transactions(names)
    yield from _balances(names, last + timedelta(days=1))


def account_names() -> dict[int, str]:
    """Each account's name in Beancount, by its key."""
    query = (
        sa.select(
            Account.id, Account.kind, Fund.public_id, Pot.public_id, Area.public_id, Account.award_id,
            Account.partner_id,
        )
        .outerjoin(Fund, Fund.id == Account.fund_id)
        .outerjoin(Pot, Pot.id == Account.pot_id)
        .outerjoin(Area, Area.id == Account.area_id)
        .order_by(Account.id)
    )  # fmt: skip
    return {
        key: rules.account_name(kind, fund=fund, pot=pot, area=area, award=award, partner=partner)
        for key, kind, fund, pot, area, award, partner in db.session.execute(query)
    }


def _transactions(names: dict[int, str]) -> Iterator[str]:
    query = (
        sa.select(
            LedgerLine.id, LedgerEntry.id.label("entry"), LedgerEntry.day, LedgerEntry.public_id, LedgerEntry.kind,
            LedgerEntry.actor_name, LedgerEntry.reason, LedgerLine.from_account_id, LedgerLine.to_account_id,
            LedgerLine.amount_pence,
        )
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .order_by(LedgerLine.id)
        .limit(BATCH)
    )  # fmt: skip
    for _, lines in groupby(_batches(query), key=attrgetter("entry")):
        found = list(lines)
        first = found[0]
        moves = [(names[l.from_account_id], names[l.to_account_id], int(l.amount_pence)) for l in found]  # noqa: E741
        what = f"{ENTRY_NAMES[first.kind]}: {first.reason}"
        yield rules.transaction(first.day, first.actor_name, what, first.public_id, moves)


def _balances(names: dict[int, str], day: date) -> Iterator[str]:
    query = sa.select(Account.id, Account.balance_pence).order_by(Account.id)
    for key, pence in db.session.execute(query):
        yield rules.balance(day, names[key], int(pence))


def _batches(query: Any) -> Iterator[Any]:
    """Every row, a batch at a time, going on from the last line's key."""
    last = 0
    while found := db.session.execute(query.where(LedgerLine.id > last)).all():
        yield from found
        last = found[-1][0]

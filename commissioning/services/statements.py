"""Statements: what was available, committed and paid on a day, and every entry between two days, for any part.

A day's figures are the balances of now less what was dated after that day, so a statement of last month costs last
month's entries and not the whole ledger's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.db import db
from commissioning.rules.ledger import WHOLE_TEAM, AccountKind
from commissioning.rules.pence import Pence
from commissioning.services import pots
from commissioning.services.ledger_reading import Entry, entries_of
from commissioning.services.pots_access import SEES_POTS
from commissioning.services.statements_figures import Figures, Row, Statement
from models.ledger import Account, LedgerEntry, LedgerLine
from models.places import Area
from models.pots import Pot
from participation.rules.people import Actor, ScopeKind

PER_PAGE = 25


@dataclass(frozen=True)
class Asked:
    """Which part of the books, and which days (both included; none: from the first, up to today)."""

    pot_id: int | None = None
    fund_id: int | None = None
    team_id: int | None = None
    area_id: int | None = None
    partner_id: str | None = None
    award_id: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def narrows_accounts(self) -> bool:
        """Whether it asks for less than whole pots."""
        return bool(self.area_id or self.partner_id or self.award_id)


def statement_for(actor: Actor, asked: Asked) -> Statement:
    """The statement of the part asked for, of the pots the reader sees. Four queries at most, however much there is."""
    visible = _pots(actor, asked)
    found = {pot.id: pot for pot in db.session.scalars(visible.options(joinedload(Pot.team)))}
    ids = _ids(actor, asked)
    closing = _balances(ids, asked)
    if asked.until is not None:
        closing.subtract(_moved_from(ids, asked, LedgerEntry.day > asked.until))
    opening: Counter[_Key] = Counter()
    if asked.since is not None:
        within = LedgerEntry.day >= asked.since
        within = sa.and_(within, LedgerEntry.day <= asked.until) if asked.until else within
        opening = Counter(closing)
        opening.subtract(_moved_from(ids, asked, within))
    names: dict[int | None, str] = {None: WHOLE_TEAM.capitalize()}
    names.update((key, name) for key, name in db.session.execute(sa.select(Area.id, Area.name)))
    parts = {(pot_id, area) for pot_id, area, _ in {*closing, *opening}}
    rows = [
        Row(found[pot_id], names[area], _figures(closing, pot_id, area), _figures(opening, pot_id, area))
        for pot_id, area in parts
        if pot_id is not None and pot_id in found
    ]
    rows = [
        row for row in rows if row.now.came_in or row.before.came_in
    ]  # a line nothing is or was on says nothing
    rows.sort(key=lambda row: (_newest_first(row.pot), row.pot.team.name, row.pot.name, row.area))
    return Statement(rows)


_Key = tuple[int | None, int | None, AccountKind]


def _newest_first(pot: Pot) -> int:
    return -int(pot.financial_year[:4])


def _figures(sums: Counter[_Key], pot_id: int, area: int | None) -> Figures:
    kinds = (AccountKind.LEFT, AccountKind.PROMISED, AccountKind.PAID)
    return Figures(*(Pence(sums[pot_id, area, kind]) for kind in kinds))


def _pots(actor: Actor, asked: Asked) -> sa.Select[Pot]:
    query = sa.select(Pot).where(pots.seen_by(actor))
    for column, value in ((Pot.id, asked.pot_id), (Pot.fund_id, asked.fund_id), (Pot.team_id, asked.team_id)):
        query = query.where(column == value) if value is not None else query
    return query


def _ids(actor: Actor, asked: Asked) -> sa.Select[int] | None:
    """The pots asked for, as a query; None for all there are, which no query has to be narrowed to."""
    everything = actor.has(*SEES_POTS, scope=ScopeKind.COUNCIL)
    if everything and not (asked.pot_id or asked.fund_id or asked.team_id):
        return None
    return _pots(actor, asked).with_only_columns(Pot.id)


def _parts(ids: sa.Select[int] | None, asked: Asked) -> list[sa.ColumnElement[bool]]:
    """What narrows accounts to the part asked for."""
    wanted = [Account.pot_id.is_not(None) if ids is None else Account.pot_id.in_(ids)]
    narrow: tuple[tuple[InstrumentedAttribute[Any], Any], ...] = (
        (Account.area_id, asked.area_id), (Account.partner_id, asked.partner_id), (Account.award_id, asked.award_id),
    )  # fmt: skip
    return wanted + [column == value for column, value in narrow if value]


def _balances(ids: sa.Select[int] | None, asked: Asked) -> Counter[_Key]:
    query = sa.select(Account.pot_id, Account.area_id, Account.kind, sa.func.sum(Account.balance_pence))
    query = query.where(*_parts(ids, asked)).group_by(Account.pot_id, Account.area_id, Account.kind)
    return _counted(query)


def _moved_from(ids: sa.Select[int] | None, asked: Asked, when: sa.ColumnElement[bool]) -> Counter[_Key]:
    """What the lines dated then added to each part, less what they took away."""
    moved = _moved(LedgerLine.to_account_id, ids, asked, when)
    moved.subtract(_moved(LedgerLine.from_account_id, ids, asked, when))
    return moved


def _moved(
    side: InstrumentedAttribute[int], ids: sa.Select[int] | None, asked: Asked, when: sa.ColumnElement[bool]
) -> Counter[_Key]:
    query = (
        sa.select(Account.pot_id, Account.area_id, Account.kind, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, side == Account.id)
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(when, *_parts(ids, asked))
        .group_by(Account.pot_id, Account.area_id, Account.kind)
    )
    if ids is not None:  # the lines of a few pots are found by the pot, not by walking all days since
        query = query.where(LedgerLine.pot_id.in_(ids))
    return _counted(query)


def _counted(query: sa.Select[int | None, int | None, AccountKind, Pence]) -> Counter[_Key]:
    return Counter({(pot, area, kind): int(pence) for pot, area, kind, pence in db.session.execute(query)})


@dataclass(frozen=True)
class Entries:
    """One page of entries, newest first; whether there are older ones is known, how many is not asked."""

    entries: list[Entry]
    page: int
    has_more: bool


def entries_for(actor: Actor, asked: Asked, page: int = 1) -> Entries:
    """A page of the entries of the part asked for."""
    ids = _ids(actor, asked)
    start = (page - 1) * PER_PAGE
    wanted = _entry_ids(ids, asked).order_by(LedgerLine.entry_id.desc()).limit(PER_PAGE + 1).offset(start)
    keys = list(db.session.scalars(wanted))
    shown = keys[:PER_PAGE]
    return Entries(entries_of(shown, _line_parts(ids, asked)), page, len(keys) > PER_PAGE)


def every_entry(actor: Actor, asked: Asked) -> Iterator[Entry]:
    """Every entry of the part asked for, oldest first, read a batch at a time."""
    ids = _ids(actor, asked)
    last, batch = 0, 1_000
    while True:
        wanted = _entry_ids(ids, asked).where(LedgerLine.entry_id > last)
        keys = list(db.session.scalars(wanted.order_by(LedgerLine.entry_id).limit(batch)))
        if not keys:
            return
        yield from reversed(entries_of(keys, _line_parts(ids, asked)))
        last = keys[-1]


def _entry_ids(ids: sa.Select[int] | None, asked: Asked) -> sa.Select[int]:
    query = sa.select(LedgerLine.entry_id).distinct().where(*_line_parts(ids, asked))
    if asked.since is None and asked.until is None:
        return query
    query = query.join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
    query = query.where(LedgerEntry.day >= asked.since) if asked.since else query
    return query.where(LedgerEntry.day <= asked.until) if asked.until else query


def _line_parts(ids: sa.Select[int] | None, asked: Asked) -> list[sa.ColumnElement[bool]]:
    """The same part, as what narrows lines."""
    wanted: list[sa.ColumnElement[bool]] = [] if ids is None else [LedgerLine.pot_id.in_(ids)]
    if asked.narrows_accounts:
        accounts = sa.select(Account.id).where(*_parts(ids, asked))
        wanted.append(
            sa.or_(LedgerLine.from_account_id.in_(accounts), LedgerLine.to_account_id.in_(accounts))
        )
    return wanted

"""Reading the books: entries in plain sentences, one pot's a page at a time, and a pot's whole statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db
from commissioning.rules import ledger as rules
from commissioning.rules.ledger import WHOLE_TEAM, AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.services import pots
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.organisations import Organisation
from models.places import Area
from models.pots import Pot
from models.small_sums import SmallSum
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

PER_PAGE = 20
A_SMALL_SUM = "a small sum for a family"  # what it bought is not told in the pot’s books
BATCH = 1_000
_FROM, _TO = aliased(Account), aliased(Account)


@dataclass(frozen=True)
class Line:
    """One line of an entry, as people read it."""

    kind: EntryKind
    start: AccountKind
    to: AccountKind
    amount: Pence
    area: str
    award: str
    award_id: str | None
    pot: str = ""
    year: str = ""
    partner: str = ""  # whose money it is, when it is not the fund's

    @property
    def words(self) -> str:
        """ "£120.00 of Millfield’s money was promised to Boats for all"."""
        said = rules.sentence(
            self.start, self.to, self.amount, self.area, self.award or "an award", kind=self.kind
        )
        return said[0].upper() + said[1:] + (f", from {self.partner}" if self.partner else "")


@dataclass(frozen=True)
class Entry:
    """One entry in a pot's books."""

    public_id: str
    kind: EntryKind
    at: datetime
    reason: str
    who: str
    was_put_right: bool
    lines: tuple[Line, ...]
    day: date
    second: str = ""  # who confirmed it, where two people were needed

    @property
    def name(self) -> str:
        """What it is called."""
        return rules.ENTRY_NAMES[self.kind]

    @property
    def amount(self) -> Pence:
        """How much moved in this pot."""
        return Pence(sum(line.amount for line in self.lines))

    @property
    def can_be_put_right(self) -> bool:
        """Whether a mirror image may still be posted from the pot's own page."""
        return self.kind in rules.REVERSIBLE and not self.was_put_right


@dataclass(frozen=True)
class Page:
    """One page of a pot's entries, newest first."""

    entries: list[Entry]
    page: int
    pages: int
    total: int


def page_of(pot: Pot, page: int = 1, per_page: int = PER_PAGE, what: str = "") -> Page:
    """A page of a pot's entries (all, or one part of them); four queries, however many there are."""
    ids = sa.select(LedgerLine.entry_id).where(LedgerLine.pot_id == pot.id).distinct()
    if what in rules.STATEMENT_PARTS:
        kinds = rules.STATEMENT_PARTS[what][1]
        ids = ids.join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id).where(LedgerEntry.kind.in_(kinds))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    newest = ids.order_by(LedgerLine.entry_id.desc()).limit(per_page).offset((page - 1) * per_page)
    return Page(_entries(pot, list(db.session.scalars(newest))), page, pages, total)


def statement_of(pot: Pot) -> Iterator[Entry]:
    """Every entry of the pot, oldest first, read a batch at a time."""
    last = 0
    while True:
        ids = sa.select(LedgerLine.entry_id).where(LedgerLine.pot_id == pot.id, LedgerLine.entry_id > last)
        keys = list(db.session.scalars(ids.distinct().order_by(LedgerLine.entry_id).limit(BATCH)))
        if not keys:
            return
        yield from reversed(_entries(pot, keys))
        last = keys[-1]


def get_entry_for(actor: Actor, pot_public_id: str, public_id: str) -> tuple[Pot, Entry, LedgerEntry]:
    """An entry in the books of a pot the actor runs; NotFound otherwise."""
    pot = pots.get_pot_for(actor, pot_public_id)
    row = db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.public_id == public_id)).first()
    entries = _entries(pot, [row.id]) if row is not None else []
    its_own = any(entry.lines for entry in entries)  # an entry of other pots has no line in this one
    if row is None or not its_own or not pots.runs(actor, pot.team_id):
        raise NotFound
    return pot, entries[0], row


def _entries(pot: Pot, ids: Collection[int]) -> list[Entry]:
    return entries_of(ids, [LedgerLine.pot_id == pot.id])


def entries_of(ids: Collection[int], part: Collection[sa.ColumnElement[bool]]) -> list[Entry]:
    """These entries, newest first, with those of their lines that belong to `part` of the books. Two queries."""
    undone = aliased(LedgerEntry)
    query = (
        sa.select(LedgerEntry, undone.id)
        .outerjoin(undone, undone.reverses_id == LedgerEntry.id)
        .where(LedgerEntry.id.in_(ids))
        .order_by(LedgerEntry.id.desc())
    )
    lines = _lines(ids, part)
    return [
        Entry(
            e.public_id, e.kind, e.at, e.reason, e.actor_name, put_right is not None, tuple(lines.get(e.id, ())),
            e.day, e.confirmed_name,
        )
        for e, put_right in db.session.execute(query)
    ]  # fmt: skip


def _lines(ids: Collection[int], part: Collection[sa.ColumnElement[bool]]) -> dict[int, list[Line]]:
    query = (
        sa.select(
            LedgerLine.entry_id, LedgerEntry.kind, _FROM.kind, _TO.kind, LedgerLine.amount_pence, Area.name,
            sa.func.coalesce(Award.title, sa.case((SmallSum.id.is_not(None), A_SMALL_SUM))), Award.public_id,
            Pot.name, Pot.financial_year, Organisation.name,
        )
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .join(Pot, Pot.id == LedgerLine.pot_id)
        .join(_FROM, _FROM.id == LedgerLine.from_account_id)
        .join(_TO, _TO.id == LedgerLine.to_account_id)
        .outerjoin(Area, Area.id == sa.func.coalesce(_FROM.area_id, _TO.area_id))
        .outerjoin(Award, Award.public_id == sa.func.coalesce(_FROM.award_id, _TO.award_id))
        .outerjoin(SmallSum, SmallSum.public_id == sa.func.coalesce(_FROM.award_id, _TO.award_id))
        .outerjoin(Organisation, Organisation.public_id == sa.func.coalesce(_FROM.partner_id, _TO.partner_id))
        .where(LedgerLine.entry_id.in_(ids), *part)
        .order_by(LedgerLine.id)
    )  # fmt: skip
    found: dict[int, list[Line]] = {}
    for entry_id, kind, start, to, pence, area, title, award_id, *of in db.session.execute(query):
        pot, year, partner = of
        line = Line(
            kind, start, to, pence, area or WHOLE_TEAM, title or "", award_id, pot, year, partner or ""
        )
        found.setdefault(entry_id, []).append(line)
    return found

"""Comparing our books with a general-ledger file: made once as a record, then each difference explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date, short_day
from commissioning.rules import reconcile as rules
from commissioning.rules.csv_in import Problem
from commissioning.rules.months import month_name, month_of
from commissioning.rules.reconcile import Compared, Verdict, Way
from commissioning.rules.reconcile_csv import read
from commissioning.services.ledger_reading import entries_of
from commissioning.services.pots_access import SEES_POTS
from commissioning.services.reconciliations_scopes import Scope, cash_of, entry_keys
from models.pots import Pot
from models.reconciliations import Reconciliation, ReconciliationRow
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal


def may_reconcile(actor: Actor) -> bool:
    """Whether this person may compare and explain: the finance lead for the whole council."""
    return actor.has(Role.FINANCE_LEAD, scope=ScopeKind.COUNCIL)


def reconcile(
    actor: Actor, scope: Scope, month: date, data: bytes, file_name: str, *, replaces: bool = False
) -> tuple[Reconciliation | None, tuple[Problem, ...]]:
    """Compare a file with the books of `month`; with one wrong row nothing is kept and every problem is returned.

    Raises Refusal (field "replace") where the newest comparison has explained differences and nobody said `replaces`.
    """
    if not may_reconcile(actor):
        raise Refusal("Only the finance lead can do that.")
    if month > month_of(local_date(now())):
        raise Refusal(f"{month_name(month)} has not begun yet", field="month")
    found = read(data, month)
    if found.problems:
        return None, found.problems
    earlier = explained(scope, month)
    if earlier is not None and not replaces:
        rules.check_replaces(earlier.explained, earlier.words)
    rows = dict(entry_keys(scope, month))
    outcome = rules.compare(cash_of(scope, month), found.lines)
    made = Reconciliation(
        pot_id=scope.pot.id if scope.pot else None, fund_id=scope.fund.id if scope.fund else None, month=month,
        file_name=file_name[:120], done_by=actor.public_id, done_name=actor.name, at=now(),
        rows=[_row(number, one, rows) for number, one in enumerate(outcome, start=1)],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    counted = rules.counts([one.verdict for one in outcome])
    told = {str(verdict): number for verdict, number in counted.items()}
    audit.record("ledger.reconciled", made, actor=actor, month=f"{month:%Y-%m}", **told)
    return made, ()


@dataclass(frozen=True)
class Explained:
    """The comparison that counts now, and how many of its differences somebody explained."""

    at: datetime
    explained: int

    @property
    def words(self) -> str:
        """What the box says that is ticked to go on."""
        return f"Replace the comparison of {short_day(self.at)}"


def explained(scope: Scope, month: date) -> Explained | None:
    """The newest comparison of this pot or fund and month, when differences of it are explained."""
    newest = sa.select(sa.func.max(Reconciliation.id)).where(
        Reconciliation.month == month,
        Reconciliation.pot_id == scope.pot.id if scope.pot else Reconciliation.pot_id.is_(None),
        Reconciliation.fund_id == scope.fund.id if scope.fund else Reconciliation.fund_id.is_(None),
    )
    query = (
        sa.select(Reconciliation.at, sa.func.count())
        .join(ReconciliationRow, ReconciliationRow.reconciliation_id == Reconciliation.id)
        .where(Reconciliation.id == newest.scalar_subquery(), ReconciliationRow.note != "")
        .group_by(Reconciliation.id, Reconciliation.at)
    )
    found = db.session.execute(query).first()
    return Explained(*found) if found else None


def _row(number: int, one: Compared, keys: dict[str, int]) -> ReconciliationRow:
    ours, theirs = one.ours, one.theirs
    known = ours or theirs
    return ReconciliationRow(
        number=number, verdict=one.verdict, way=known.way if known else Way.OUT,
        entry_id=keys[ours.entry_id] if ours else None, our_day=ours.day if ours else None,
        our_pence=ours.pence if ours else None, their_row=theirs.row if theirs else None,
        their_day=theirs.day if theirs else None, their_pence=theirs.pence if theirs else None,
        their_reference=theirs.reference if theirs else "",
        their_description=theirs.description if theirs else "", noted_at=None,
    )  # fmt: skip


def get_for(actor: Actor, public_id: str) -> Reconciliation:
    """One comparison with its lines; NotFound for those who may not see every pot."""
    query = sa.select(Reconciliation).where(Reconciliation.public_id == public_id).options(
        joinedload(Reconciliation.pot).joinedload(Pot.team), joinedload(Reconciliation.fund),
        joinedload(Reconciliation.rows).joinedload(ReconciliationRow.entry),
    )  # fmt: skip
    made = db.session.scalars(query).unique().first()
    if made is None or not sees_all(actor):
        raise NotFound
    return made


def sees_all(actor: Actor) -> bool:
    """Whether the reader sees every pot from the inside."""
    return actor.has(*SEES_POTS, scope=ScopeKind.COUNCIL)


def explain(actor: Actor, row: ReconciliationRow, note: str) -> None:
    """Say why a line differs; the figures stay as they were compared."""
    if not may_reconcile(actor):
        raise Refusal("Only the finance lead can do that.")
    if row.verdict is Verdict.MATCHED:
        raise Refusal("These two agree, so there is nothing to explain.")
    row.note, row.noted_by, row.noted_name = rules.check_note(note), actor.public_id, actor.name
    row.noted_at = now()
    db.session.flush()
    audit.record("ledger.difference_explained", row, actor=actor, note=row.note)


def _newest() -> sa.Select[int]:
    """For each pot or fund and month only the newest comparison counts."""
    return sa.select(sa.func.max(Reconciliation.id)).group_by(
        Reconciliation.pot_id, Reconciliation.fund_id, Reconciliation.month
    )


def unexplained_by_month() -> dict[date, int]:
    """How many differences of each month nobody has explained."""
    query = (
        sa.select(Reconciliation.month, sa.func.count())
        .join(ReconciliationRow, ReconciliationRow.reconciliation_id == Reconciliation.id)
        .where(Reconciliation.id.in_(_newest()))
        .where(ReconciliationRow.verdict != Verdict.MATCHED, ReconciliationRow.note == "")
        .group_by(Reconciliation.month)
    )
    return dict(db.session.execute(query).all())


def compared_by_month() -> dict[date, int]:
    """How many pots and funds were compared for each month."""
    newest = _newest().subquery()
    query = (
        sa.select(Reconciliation.month, sa.func.count())
        .where(Reconciliation.id.in_(sa.select(newest)))
        .group_by(Reconciliation.month)
    )
    return dict(db.session.execute(query).all())


@dataclass(frozen=True)
class Listed:
    """A comparison in the list, with how many lines differ and how many of those are explained."""

    made: Reconciliation
    lines: int
    differ: int
    explained: int


def latest(limit: int = 50) -> list[Listed]:
    """The newest comparisons."""
    rows = (
        sa.select(
            ReconciliationRow.reconciliation_id,
            sa.func.count().label("lines"),
            sa.func.sum(sa.case((ReconciliationRow.verdict != Verdict.MATCHED, 1), else_=0)).label("differ"),
            sa.func.sum(sa.case((ReconciliationRow.note != "", 1), else_=0)).label("explained"),
        )
        .group_by(ReconciliationRow.reconciliation_id)
        .subquery()
    )
    query = (
        sa.select(Reconciliation, rows.c.lines, rows.c.differ, rows.c.explained)
        .outerjoin(rows, rows.c.reconciliation_id == Reconciliation.id)
        .options(joinedload(Reconciliation.pot).joinedload(Pot.team), joinedload(Reconciliation.fund))
        .order_by(Reconciliation.id.desc())
        .limit(limit)
    )
    return [Listed(made, n or 0, d or 0, e or 0) for made, n, d, e in db.session.execute(query)]


def told(made: Reconciliation) -> dict[int, str]:
    """Our side of each line in words, by the entry's key: "Paid, Boats for all: first half". Two queries."""
    keys = [row.entry_id for row in made.rows if row.entry_id is not None]
    names = {row.entry.public_id: row.entry_id for row in made.rows if row.entry is not None}
    words = {}
    for entry in entries_of(keys, []):
        awards = {line.award for line in entry.lines if line.award}
        title = f"{entry.name}, {', '.join(sorted(awards))}" if awards else entry.name
        words[names[entry.public_id]] = f"{title}: {entry.reason}"
    return {key: said for key, said in words.items() if key is not None}

"""Month ends: which months are open, what stands in the way of closing one, and closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import months as rules
from commissioning.rules.two_people import HeldState
from commissioning.services import reconciliations
from commissioning.services.ledger_limits import open_from
from models.ledger import LedgerEntry
from models.months import ClosedMonth
from models.two_people import Held
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal

SHOWN = 24  # months
MOST_COUNTED = 1_000  # entries of a month; beyond that the list says "more than", so that it never slows down


@dataclass(frozen=True)
class Month:
    """One month of the books."""

    first: date
    entries: int  # never more than MOST_COUNTED
    has_more: bool  # entries than were counted
    closed: ClosedMonth | None
    is_closed: bool  # itself, or with a later month
    is_over: bool
    waiting: int  # movements dated in it (or before) that wait for a second person
    unexplained: int  # differences from the council's ledger, in it or before, without an explanation
    reconciled: int  # pots and funds compared with the council's ledger for it

    @property
    def name(self) -> str:
        """ "November 2026"."""
        return rules.month_name(self.first)

    @property
    def how_many(self) -> str:
        """ "1 entry", "12 entries", "more than 1,000 entries"."""
        if self.has_more:
            return f"more than {self.entries:,} entries"
        return f"{self.entries:,} {'entry' if self.entries == 1 else 'entries'}"

    @property
    def address(self) -> str:
        """As it stands in addresses: "2026-11"."""
        return f"{self.first:%Y-%m}"


def may_close(actor: Actor) -> bool:
    """Whether this person may close a month: the finance lead for the whole council."""
    return actor == Actor.system() or actor.has(Role.FINANCE_LEAD, scope=ScopeKind.COUNCIL)


def latest() -> list[Month]:
    """The newest months with entries (and always the last three), newest first; six queries however many entries.

    Each month is looked for in the index of days and counted no further than MOST_COUNTED, so the time it takes does
    not grow with the ledger.
    """
    today = _today()
    always = [rules.month_of(today), rules.month_before(today), rules.month_before(rules.month_before(today))]
    closed = {row.first_day: row for row in db.session.scalars(sa.select(ClosedMonth))}
    counted = dict.fromkeys([*always, *closed], 0) | _counted(today)
    first_open, waiting, differ = open_from(), _waiting_days(), reconciliations.unexplained_by_month()
    compared = reconciliations.compared_by_month()
    return [
        Month(
            first=month, entries=min(counted[month], MOST_COUNTED), has_more=counted[month] > MOST_COUNTED,
            closed=closed.get(month), waiting=_before(waiting, month),
            is_closed=first_open is not None and month < first_open, is_over=rules.after(month) <= today,
            unexplained=_before(differ, month), reconciled=compared.get(month, 0),
        )
        for month in sorted(counted, reverse=True)[:SHOWN]
    ]  # fmt: skip


def get_month(address: str) -> Month | None:
    """The month of an address like "2026-11", when the list of months has it."""
    return next((month for month in latest() if month.address == address), None)


def close(actor: Actor, month: date, *, note: str) -> ClosedMonth:
    """Close a month, and with it every month before. Raises Refusal with what stands in the way."""
    if not may_close(actor):
        raise Refusal("Only the finance lead for the whole council can close a month.")
    rules.check_can_close(month, _today(), open_from())
    waiting, differ = _before(_waiting_days(), month), reconciliations.unexplained_by_month()
    rules.check_nothing_waits(month, waiting, _before(differ, month))
    row = ClosedMonth(
        first_day=month, after_day=rules.after(month), note=note.strip(), closed_by=actor.public_id,
        closed_name=actor.name, closed_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record("month.closed", ("closed_month", f"{month:%Y-%m}"), actor=actor, note=row.note)
    return row


def _counted(today: date) -> dict[date, int]:
    """The last two years' months with entries, and how many: MOST_COUNTED and one stands for any more. One query."""
    months = [rules.month_of(today)]
    while len(months) <= SHOWN:
        months.append(rules.month_before(months[-1]))
    dated = [
        sa.select(LedgerEntry.id)
        .where(LedgerEntry.day >= month, LedgerEntry.day < rules.after(month))
        .limit(MOST_COUNTED + 1)
        .subquery()
        for month in months
    ]
    numbers = db.session.execute(
        sa.select(*(sa.select(sa.func.count()).select_from(one).scalar_subquery() for one in dated))
    ).one()
    return {month: number for month, number in zip(months, numbers, strict=True) if number}


def _waiting_days() -> dict[date, int]:
    """How many movements that wait are dated on each day; those without a day go into the open month when confirmed."""
    query = sa.select(Held.day, sa.func.count()).where(Held.state == HeldState.WAITING, Held.day.is_not(None))
    return {day: number for day, number in db.session.execute(query.group_by(Held.day)) if day}


def _before(by_day: dict[date, int], month: date) -> int:
    return sum(number for day, number in by_day.items() if day < rules.after(month))


def _today() -> date:
    return local_date(now())

"""The one door to the books: every movement of money in Our Part is written by `post`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import ledger as rules
from commissioning.rules import months, two_people
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.services.ledger_accounts import Spec, area_names, open_accounts
from commissioning.services.ledger_limits import alone_today, open_from, set_amount
from models.ledger import Account, LedgerEntry, LedgerLine
from participation.rules.people import Actor

Shares = Mapping[int | None, Pence]  # area id (None: the whole team's money) -> pence


@dataclass(frozen=True)
class Move:
    """One amount, in pence, from one account to another, within one pot's books."""

    start: Spec
    to: Spec
    amount: int
    pot_id: int


def post(
    actor: Actor,
    kind: EntryKind,
    moves: Sequence[Move],
    *,
    reason: str,
    key: str,
    reverses: LedgerEntry | None = None,
    day: date | None = None,
    second: Actor | None = None,
) -> LedgerEntry:
    """Write one entry and its lines. `key` names this movement: posting it again returns the first entry.

    `day` dates it earlier than today; `second` is who confirmed it (services.two_people brings them). Raises Refusal:
    field "amount" when an account does not hold what is asked, or one person alone moves more than the set amount;
    field "day" for a day in a closed month or to come.
    """
    if (earlier := posted(key)) is not None:
        return earlier
    for move in moves:
        rules.check_move(kind, move.start.kind, move.to.kind)
    written = now()
    dated = _day(kind, day, local_date(written))
    _check_people(actor, second, kind, moves, local_date(written))
    accounts = open_accounts([spec for move in moves for spec in (move.start, move.to)])
    _check_fits(moves, accounts)
    entry = LedgerEntry(
        kind=kind, reason=reason, actor_id=actor.public_id, actor_name=actor.name, at=written, day=dated,
        dedupe_key=key, reverses_id=reverses.id if reverses else None,
        confirmed_by=second.public_id if second else "", confirmed_name=second.name if second else "",
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    lines = [
        {
            "entry_id": entry.id, "pot_id": move.pot_id, "amount_pence": Pence(move.amount),
            "from_account_id": accounts[move.start].id, "to_account_id": accounts[move.to].id,
        }
        for move in moves
    ]  # fmt: skip
    db.session.execute(sa.insert(LedgerLine), lines)
    for account in accounts.values():  # the database has moved the balances
        db.session.expire(account, ["balance_pence", "last_line_id"])
    also = {"confirmed_by": second.public_id} if second else {}
    audit.record(rules.EVENTS[kind], entry, actor=actor, pence=sum(move.amount for move in moves), **also)
    return entry


def _day(kind: EntryKind, day: date | None, today: date) -> date:
    if day is None or day == today:
        return today
    months.check_day(kind, day, today, open_from())
    return day


def _check_people(
    actor: Actor, second: Actor | None, kind: EntryKind, moves: Sequence[Move], today: date
) -> None:
    """One person alone moves no more than the set amount; jobs and the command line are nobody's one person."""
    if second is not None:
        two_people.check_second(actor.public_id, second.public_id)
    elif actor.is_signed_in and kind in two_people.NEEDS_TWO:
        # money on its way between years is counted once, where it arrives
        amount = sum(move.amount for move in moves if move.to.kind is not AccountKind.BETWEEN_YEARS)
        limit = set_amount(today)
        before = alone_today(actor.public_id, kind, moves[0].pot_id) if limit is not None else 0
        two_people.check_alone(amount, limit, before)


def posted(key: str) -> LedgerEntry | None:
    """The entry already posted under this key."""
    return db.session.scalars(sa.select(LedgerEntry).where(LedgerEntry.dedupe_key == key)).first()


def _check_fits(moves: Sequence[Move], accounts: Mapping[Spec, Account]) -> None:
    asked: Counter[Spec] = Counter()
    for move in moves:
        asked[move.start] += move.amount
    over = [s for s, pence in asked.items() if s.holds_back and pence > accounts[s].balance_pence]
    if over:
        spec = over[0]
        where = area_names([spec.area_id])[spec.area_id]
        what = "pot" if spec.kind is AccountKind.LEFT else "award"
        rules.check_fits(asked[spec], accounts[spec].balance_pence, where, what)


def left(pot_id: int, area_id: int | None, partner_id: str | None = None) -> Spec:
    """A pot's unpromised money for one area: the fund's, or one partner's."""
    return Spec(AccountKind.LEFT, pot_id=pot_id, area_id=area_id, partner_id=partner_id)


def promised(pot_id: int, area_id: int | None, award_id: str, partner_id: str | None = None) -> Spec:
    """What one area has promised to an award."""
    return Spec(
        AccountKind.PROMISED, pot_id=pot_id, area_id=area_id, award_id=award_id, partner_id=partner_id
    )


def paid(pot_id: int, area_id: int | None, award_id: str, partner_id: str | None = None) -> Spec:
    """What one area has paid to an award."""
    return Spec(AccountKind.PAID, pot_id=pot_id, area_id=area_id, award_id=award_id, partner_id=partner_id)

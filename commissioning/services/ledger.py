"""A pot's money in the books: allocated, pledged and cut, carried forward, handed back; and a wrong entry reversed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from app.db import db
from commissioning.rules import ledger as rules
from commissioning.rules import pots as pot_rules
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.services.ledger_accounts import Spec
from commissioning.services.ledger_posting import Move, Shares, left, post
from models.ledger import Account, LedgerEntry
from models.pots import Pot
from participation.rules.people import Actor


def add_money(
    actor: Actor,
    pot: Pot,
    shares: Shares,
    *,
    reason: str,
    key: str,
    kind: EntryKind = EntryKind.ALLOCATE,
    day: date | None = None,
    second: Actor | None = None,
) -> LedgerEntry:
    """Money comes into a pot from its fund, an amount for each area; dated `day` when it came in earlier."""
    pot_rules.check_takes_money(pot.state)
    source = Spec(AccountKind.SOURCE, fund_id=pot.fund_id)
    moves = [Move(source, left(pot.id, area), pence, pot.id) for area, pence in shares.items() if pence]
    return post(actor, kind, moves, reason=reason, key=key, day=day, second=second)


def pledge(
    actor: Actor,
    pot: Pot,
    partner_id: str,
    shares: Shares,
    *,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """A partner (its public id) puts money of its own into a pot: a line of its own beside the council's."""
    pot_rules.check_takes_money(pot.state)
    source = Spec(AccountKind.SOURCE, partner_id=partner_id)
    moves = [Move(source, left(pot.id, area, partner_id), pence, pot.id) for area, pence in shares.items()]
    return post(actor, EntryKind.PLEDGE, moves, reason=reason, key=key, second=second)


def cut_pledge(
    actor: Actor,
    pot: Pot,
    partner_id: str,
    shares: Shares,
    *,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """A partner takes back what is left of its own line. Raises Refusal (field "amount") below what is promised."""
    source = Spec(AccountKind.SOURCE, partner_id=partner_id)
    moves = [Move(left(pot.id, area, partner_id), source, pence, pot.id) for area, pence in shares.items()]
    return post(actor, EntryKind.CUT_PLEDGE, moves, reason=reason, key=key, second=second)


def carry_forward(
    actor: Actor, pot: Pot, to_pot: Pot, *, reason: str, second: Actor | None = None
) -> LedgerEntry:
    """Everything left in a closed year's pot goes to the next one's, area by area, each partner's line as its own."""
    between = Spec(AccountKind.BETWEEN_YEARS, fund_id=pot.fund_id)
    moves = []
    for area, partner, balance in _left_lines(pot):
        moves.append(Move(left(pot.id, area, partner), between, balance, pot.id))
        moves.append(Move(between, left(to_pot.id, area, partner), balance, to_pot.id))
    key = _next_key(f"carry:{pot.id}:{to_pot.id}")
    return post(actor, EntryKind.CARRY_FORWARD, moves, reason=reason, key=key, second=second)


def hand_back(actor: Actor, pot: Pot, *, reason: str, second: Actor | None = None) -> LedgerEntry:
    """Everything left in a closed pot goes back to its fund, and each partner's part to that partner."""
    moves = [
        Move(left(pot.id, area, partner), _source(pot, partner), balance, pot.id)
        for area, partner, balance in _left_lines(pot)
    ]
    key = _next_key(f"hand_back:{pot.id}")
    return post(actor, EntryKind.HAND_BACK, moves, reason=reason, key=key, second=second)


def reverse(actor: Actor, entry: LedgerEntry, *, reason: str, second: Actor | None = None) -> LedgerEntry:
    """Put a wrong entry right with its mirror image; both stay in the books. Once for each entry."""
    already = db.session.scalar(sa.select(LedgerEntry.id).where(LedgerEntry.reverses_id == entry.id))
    rules.check_reversible(entry.kind, already is not None)
    moves = [
        Move(Spec.of(line.to_account), Spec.of(line.from_account), line.amount_pence, line.pot_id)
        for line in reversed(entry.lines)
    ]
    key = f"reverse:{entry.public_id}"
    return post(actor, EntryKind.REVERSE, moves, reason=reason, key=key, reverses=entry, second=second)


def _next_key(first: str) -> str:
    """The key of a movement that empties a pot: again, with a number, when something came back after the first."""
    query = sa.select(sa.func.count()).where(
        sa.or_(
            LedgerEntry.dedupe_key == first, LedgerEntry.dedupe_key.startswith(f"{first}:", autoescape=True)
        )
    )
    before = db.session.scalar(query) or 0
    return f"{first}:{before + 1}" if before else first


def _source(pot: Pot, partner_id: str | None) -> Spec:
    """Where a line of a pot came from."""
    fund_id = None if partner_id else pot.fund_id
    return Spec(AccountKind.SOURCE, fund_id=fund_id, partner_id=partner_id)


def _left_lines(pot: Pot) -> Iterable[tuple[int | None, str | None, Pence]]:
    query = sa.select(Account.area_id, Account.partner_id, Account.balance_pence).where(
        Account.pot_id == pot.id, Account.kind == AccountKind.LEFT, Account.balance_pence > 0
    )
    return [(area, partner, pence) for area, partner, pence in db.session.execute(query.order_by(Account.id))]

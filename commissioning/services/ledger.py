"""Posting to the ledger. Every movement of money in Our Part goes through `post`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import ledger as rules
from commissioning.rules import months, pots_life, two_people
from commissioning.rules import pots as pot_rules
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence
from commissioning.services.ledger_accounts import Spec, area_names, held_for, open_accounts
from commissioning.services.ledger_limits import alone_today, open_from, set_amount
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Pot
from participation.rules.people import Actor
from participation.rules.refusals import NotFound

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


def commit_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    shares: Shares,
    reason: str,
    partners: Mapping[str, Shares] | None = None,
) -> LedgerEntry:
    """Promise an award (its public id) from a pot, an amount for each area; once for each award.

    `partners` adds what comes from partners' own lines: partner's public id -> shares. Raises Refusal when the pot
    takes no promises now, when the award is above the pot's limit, or when an area has too little left: "The pot has
    £310.00 left in Millfield and this asks £400.00".
    """
    pot = _pot(pot_id)
    pots_life.check_may_promise(pot.life, local_date(now()))
    lines: list[tuple[str | None, int | None, Pence]]
    lines = [(None, area, pence) for area, pence in shares.items() if pence]
    lines += [(who, area, p) for who, theirs in (partners or {}).items() for area, p in theirs.items() if p]
    pot_rules.check_award_limit(sum(pence for _, _, pence in lines), pot.max_award_pence)
    moves = [
        Move(left(pot_id, area, who), promised(pot_id, area, award_id, who), pence, pot_id)
        for who, area, pence in lines
    ]
    return post(actor, EntryKind.COMMIT, moves, reason=reason, key=f"commit:{award_id}")


def pay_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """Pay `amount` of what is promised to an award, from each area's promise in turn, largest first."""
    key = f"pay:{award_id}:{key}"
    if (earlier := posted(key)) is not None:
        return earlier
    moves = [
        Move(spec, paid(pot_id, spec.area_id, award_id, spec.partner_id), part, pot_id)
        for spec, part in _taken(award_id, AccountKind.PROMISED, amount)
    ]
    return post(actor, EntryKind.PAY, moves, reason=reason, key=key, second=second)


def release_award(actor: Actor, *, award_id: str, pot_id: int, reason: str) -> LedgerEntry | None:
    """Give back to the pot everything promised to an award and not paid; None when that is nothing."""
    moves = [
        Move(spec, left(pot_id, spec.area_id, spec.partner_id), balance, pot_id)
        for spec, balance in held_for(award_id, AccountKind.PROMISED)
    ]
    return post(actor, EntryKind.RELEASE, moves, reason=reason, key=f"release:{award_id}") if moves else None


def release_part(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    areas: Collection[int | None] | None = None,
) -> LedgerEntry:
    """Give back part of what is promised to an award and not paid: of these areas only, or of each, largest first."""
    key = f"release:{award_id}:{key}"
    if (earlier := posted(key)) is not None:
        return earlier
    moves = [
        Move(spec, left(pot_id, spec.area_id, spec.partner_id), part, pot_id)
        for spec, part in _taken(award_id, AccountKind.PROMISED, amount, areas)
    ]
    return post(actor, EntryKind.RELEASE, moves, reason=reason, key=key)


def return_from_award(
    actor: Actor,
    *,
    award_id: str,
    pot_id: int,
    amount: Pence,
    reason: str,
    key: str,
    second: Actor | None = None,
) -> LedgerEntry:
    """Money that was paid comes back to the pot, to the areas it came from, largest first."""
    key = f"return:{award_id}:{key}"
    if (earlier := posted(key)) is not None:
        return earlier
    moves = [
        Move(spec, left(pot_id, spec.area_id, spec.partner_id), part, pot_id)
        for spec, part in _taken(award_id, AccountKind.PAID, amount)
    ]
    return post(actor, EntryKind.RETURN, moves, reason=reason, key=key, second=second)


def _taken(
    award_id: str, kind: AccountKind, amount: int, areas: Collection[int | None] | None = None
) -> list[tuple[Spec, int]]:
    """Which of an award's accounts give how much of `amount`; raises Refusal when all together hold less."""
    held = [one for one in held_for(award_id, kind) if areas is None or one[0].area_id in areas]
    rules.check_fits(amount, sum(balance for _, balance in held), rules.WHOLE_TEAM, "award")
    taken, rest = [], amount
    for spec, balance in held:
        part = min(rest, balance)
        if part:
            taken.append((spec, part))
        rest -= part
    return taken


def carry_forward(
    actor: Actor, pot: Pot, to_pot: Pot, *, reason: str, second: Actor | None = None
) -> LedgerEntry:
    """Everything left in a closed year's pot goes to the next one's, area by area, each partner's line as its own."""
    between = Spec(AccountKind.BETWEEN_YEARS, fund_id=pot.fund_id)
    moves = []
    for area, partner, balance in _left_lines(pot):
        moves.append(Move(left(pot.id, area, partner), between, balance, pot.id))
        moves.append(Move(between, left(to_pot.id, area, partner), balance, to_pot.id))
    key = f"carry:{pot.id}:{to_pot.id}"
    return post(actor, EntryKind.CARRY_FORWARD, moves, reason=reason, key=key, second=second)


def hand_back(actor: Actor, pot: Pot, *, reason: str, second: Actor | None = None) -> LedgerEntry:
    """Everything left in a closed pot goes back to its fund, and each partner's part to that partner."""
    moves = [
        Move(left(pot.id, area, partner), _source(pot, partner), balance, pot.id)
        for area, partner, balance in _left_lines(pot)
    ]
    key = f"hand_back:{pot.id}"
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


def _source(pot: Pot, partner_id: str | None) -> Spec:
    """Where a line of a pot came from."""
    fund_id = None if partner_id else pot.fund_id
    return Spec(AccountKind.SOURCE, fund_id=fund_id, partner_id=partner_id)


def _left_lines(pot: Pot) -> Iterable[tuple[int | None, str | None, Pence]]:
    query = sa.select(Account.area_id, Account.partner_id, Account.balance_pence).where(
        Account.pot_id == pot.id, Account.kind == AccountKind.LEFT, Account.balance_pence > 0
    )
    return [(area, partner, pence) for area, partner, pence in db.session.execute(query.order_by(Account.id))]


def _pot(pot_id: int) -> Pot:
    pot = db.session.get(Pot, pot_id, populate_existing=True)
    if pot is None:
        raise NotFound
    return pot

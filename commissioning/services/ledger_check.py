"""Does the ledger hold? Every sum is worked out again from the lines, by the database, set by set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.db import db
from commissioning.rules.ledger import MOVES
from commissioning.rules.pence import Pence

_BELOW_ZERO = """
SELECT kind, code, balance_pence FROM accounts
WHERE balance_pence < 0 AND (kind <> 'source' OR NOT may_go_below_zero) ORDER BY id
"""
_BETWEEN = (
    "SELECT code, balance_pence FROM accounts WHERE kind = 'between_years' AND balance_pence <> 0 ORDER BY id"
)
_OWNERLESS = """
SELECT code FROM accounts
WHERE (kind IN ('left', 'promised', 'paid') AND pot_id IS NULL)
  OR (kind = 'source' AND (fund_id IS NULL) = (partner_id IS NULL))
  OR (kind = 'between_years' AND fund_id IS NULL)
  OR (kind IN ('promised', 'paid') AND award_id IS NULL) ORDER BY id
"""
_SUM = "SELECT COALESCE(SUM(balance_pence), 0) FROM accounts"
_EMPTY = """
SELECT e.public_id, e.kind FROM ledger_entries e
WHERE NOT EXISTS (SELECT 1 FROM ledger_lines l WHERE l.entry_id = e.id) ORDER BY e.id
"""
_NOT_MONEY = """
SELECT id, amount_pence FROM ledger_lines
WHERE amount_pence <= 0 OR from_account_id = to_account_id ORDER BY id
"""
_REVERSALS = """
SELECT e.public_id FROM ledger_entries e WHERE e.reverses_id IS NOT NULL
AND (SELECT COALESCE(SUM(l.amount_pence), 0) FROM ledger_lines l WHERE l.entry_id = e.id)
  <> (SELECT COALESCE(SUM(l.amount_pence), 0) FROM ledger_lines l WHERE l.entry_id = e.reverses_id) ORDER BY e.id
"""
# Every line is read once, in one pass; all sums over lines follow from these groups. (CROSS JOIN has SQLite read lines
# in their entries' order, which is several times quicker than looking up each line's entry.)
_LINES = """
SELECT e.kind, l.pot_id, l.from_account_id, l.to_account_id, COUNT(*) AS times, SUM(l.amount_pence) AS pence,
  MIN(l.id) AS first, MIN(l.amount_pence) AS least
FROM ledger_entries e CROSS JOIN ledger_lines l WHERE l.entry_id = e.id
GROUP BY e.kind, l.pot_id, l.from_account_id, l.to_account_id
"""
_ACCOUNTS = "SELECT id, code, kind, pot_id, award_id, balance_pence FROM accounts ORDER BY id"
_AWARDS = """
SELECT w.title, w.public_id, w.amount_pence, COALESCE(SUM(a.balance_pence), 0) AS held
FROM awards w LEFT JOIN accounts a ON a.award_id = w.public_id AND a.kind IN ('promised', 'paid')
WHERE w.state IN ('offered', 'accepted', 'part_paid', 'paid')
GROUP BY w.id, w.title, w.public_id, w.amount_pence ORDER BY w.id
"""


def faults() -> list[str]:
    """One plain sentence for each fault; an empty list means the ledger holds."""
    books = _Books({row.id: row for row in _rows(_ACCOUNTS)}, list(_rows(_LINES)))
    found = [fault for look in LOOKS for fault in look(books)]
    return found + [fault for check in CHECKS for fault in check()]


@dataclass(frozen=True)
class _Books:
    """Every account, and every line summed by its entry's kind, its pot and the two accounts it moves money between."""

    accounts: dict[int, Any]
    groups: list[Any]


def counts() -> tuple[int, int, int]:
    """How many entries, lines and accounts there are."""
    row = db.session.execute(
        sa.text(
            "SELECT (SELECT COUNT(*) FROM ledger_entries), (SELECT COUNT(*) FROM ledger_lines), "
            "(SELECT COUNT(*) FROM accounts)"
        )
    ).one()
    return row[0], row[1], row[2]


def _rows(query: str) -> Iterator[Any]:
    yield from db.session.execute(sa.text(query))


def _balances(books: _Books) -> Iterator[str]:
    counted: Counter[int] = Counter()
    for group in books.groups:
        counted[group.to_account_id] += int(group.pence)
        counted[group.from_account_id] -= int(group.pence)
    for key, account in books.accounts.items():
        if account.balance_pence != counted[key]:
            kept, come_to = _pounds(account.balance_pence), _pounds(counted[key])
            yield f"The account {account.code} says {kept}, and its lines come to {come_to}."


def _below_zero() -> Iterator[str]:
    for kind, code, pence in _rows(_BELOW_ZERO):
        if kind == "promised":
            yield f"More was paid than was promised: the account {code} stands at {_pounds(pence)}."
        else:
            yield f"The account {code} is overdrawn: it stands at {_pounds(pence)}."


def _between_years() -> Iterator[str]:
    for code, pence in _rows(_BETWEEN):
        yield f"{_pounds(pence)} was carried forward and did not arrive (account {code})."


def _ownerless() -> Iterator[str]:
    for (code,) in _rows(_OWNERLESS):
        yield f"The account {code} belongs to no pot, fund or award, as accounts of its kind must."


def _sum() -> Iterator[str]:
    total = int(db.session.scalar(sa.text(_SUM)) or 0)
    if total:
        yield f"All accounts together come to {_pounds(total)}, and must come to nothing."


def _empty() -> Iterator[str]:
    for public_id, kind in _rows(_EMPTY):
        yield f"The entry {public_id} ({kind}) has no lines."


def _not_money(books: _Books) -> Iterator[str]:
    if all(group.least > 0 and group.from_account_id != group.to_account_id for group in books.groups):
        return
    for line, pence in _rows(_NOT_MONEY):
        yield f"Line {line} moves {_pounds(pence)}, which is no movement."


def _kinds(books: _Books) -> Iterator[str]:
    allowed = {(str(kind), str(a), str(b)) for kind, moves in MOVES.items() for a, b in moves}
    times: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], int] = {}
    for group in books.groups:
        start, to = books.accounts[group.from_account_id].kind, books.accounts[group.to_account_id].kind
        move = group.kind, start, to
        times[move] += group.times
        first[move] = min(first.get(move, group.first), group.first)
    for kind, start, to in sorted(times.keys() - allowed):
        said = f"move money from {start} to {to} (the first is line {first[kind, start, to]})"
        yield f"{times[kind, start, to]} lines of kind {kind} {said}."


def _pots(books: _Books) -> Iterator[str]:
    came: Counter[int] = Counter()
    held: Counter[int] = Counter()
    for group in books.groups:
        start, to = books.accounts[group.from_account_id].pot_id, books.accounts[group.to_account_id].pot_id
        if start is None or to is None:
            came[group.pot_id] += int(group.pence) if start is None else -int(group.pence)
    for account in books.accounts.values():
        held[account.pot_id] += int(account.balance_pence)
    for key, name, public_id in _rows("SELECT id, name, public_id FROM pots ORDER BY id"):
        if came[key] != held[key]:
            yield (
                f"The areas of the pot {name} ({public_id}) come to {_pounds(held[key])}, "
                f"and {_pounds(came[key])} came in and stayed."
            )


def _other_pot(books: _Books) -> Iterator[str]:
    for group in books.groups:
        owners = {books.accounts[key].pot_id for key in (group.from_account_id, group.to_account_id)}
        if owners - {None, group.pot_id}:
            yield f"Line {group.first} is in the books of one pot and moves the money of another."


def _reversals() -> Iterator[str]:
    for (public_id,) in _rows(_REVERSALS):
        yield f"The entry {public_id} puts another right by a different amount."


def _awards(books: _Books) -> Iterator[str]:
    """An award holds what it is for, less what was paid and came back to the pot."""
    back: Counter[str] = Counter()
    for group in books.groups:
        start, to = books.accounts[group.from_account_id], books.accounts[group.to_account_id]
        if (start.kind, to.kind) == ("paid", "left"):
            back[start.award_id] += int(group.pence)
        if (start.kind, to.kind) == ("left", "paid"):  # the mirror image, where that was put right
            back[to.award_id] -= int(group.pence)
    for title, public_id, awarded, held in _rows(_AWARDS):
        if held + back[public_id] == awarded:
            continue
        yield f"The award {title} ({public_id}) is for {_pounds(awarded)}, and the ledger holds {_pounds(held)} for it."


def _pounds(pence: object) -> str:
    return str(Pence(int(str(pence))))


LOOKS: tuple[Callable[[_Books], Iterator[str]], ...] = (
    _balances, _not_money, _kinds, _pots, _other_pot, _awards,
)  # fmt: skip
CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _sum, _below_zero, _between_years, _ownerless, _empty, _reversals,
)  # fmt: skip

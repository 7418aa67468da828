"""Does the ledger hold? Every sum is worked out again from the lines, by the database, set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from app.db import db
from commissioning.rules.ledger import MOVES
from commissioning.rules.pence import Pence

_BALANCES = """
SELECT a.code, a.balance_pence, COALESCE(i.pence, 0) - COALESCE(o.pence, 0) AS counted
FROM accounts a
LEFT JOIN (SELECT to_account_id AS id, SUM(amount_pence) AS pence FROM ledger_lines GROUP BY to_account_id) i
  ON i.id = a.id
LEFT JOIN (SELECT from_account_id AS id, SUM(amount_pence) AS pence FROM ledger_lines GROUP BY from_account_id) o
  ON o.id = a.id
WHERE a.balance_pence <> COALESCE(i.pence, 0) - COALESCE(o.pence, 0) ORDER BY a.id
"""
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
_KINDS = """
SELECT e.kind, f.kind AS start, t.kind AS dest, COUNT(*) AS times, MIN(l.id) AS first
FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
JOIN accounts f ON f.id = l.from_account_id JOIN accounts t ON t.id = l.to_account_id
GROUP BY e.kind, f.kind, t.kind
"""
_POTS = """
SELECT p.name, p.public_id, COALESCE(came.pence, 0) AS came, COALESCE(held.pence, 0) AS held
FROM pots p
LEFT JOIN (
  SELECT l.pot_id, SUM(CASE WHEN f.pot_id IS NULL THEN l.amount_pence ELSE -l.amount_pence END) AS pence
  FROM ledger_lines l JOIN accounts f ON f.id = l.from_account_id JOIN accounts t ON t.id = l.to_account_id
  WHERE f.pot_id IS NULL OR t.pot_id IS NULL GROUP BY l.pot_id
) came ON came.pot_id = p.id
LEFT JOIN (SELECT pot_id, SUM(balance_pence) AS pence FROM accounts GROUP BY pot_id) held ON held.pot_id = p.id
WHERE COALESCE(came.pence, 0) <> COALESCE(held.pence, 0) ORDER BY p.id
"""
_OTHER_POT = """
SELECT l.id FROM ledger_lines l
JOIN accounts f ON f.id = l.from_account_id JOIN accounts t ON t.id = l.to_account_id
WHERE COALESCE(f.pot_id, l.pot_id) <> l.pot_id OR COALESCE(t.pot_id, l.pot_id) <> l.pot_id ORDER BY l.id
"""
_REVERSALS = """
SELECT e.public_id FROM ledger_entries e
JOIN (SELECT entry_id, SUM(amount_pence) AS pence FROM ledger_lines GROUP BY entry_id) mine ON mine.entry_id = e.id
JOIN (SELECT entry_id, SUM(amount_pence) AS pence FROM ledger_lines GROUP BY entry_id) theirs
  ON theirs.entry_id = e.reverses_id
WHERE e.reverses_id IS NOT NULL AND mine.pence <> theirs.pence ORDER BY e.id
"""
_AWARDS = """
SELECT w.title, w.public_id, w.amount_pence, COALESCE(SUM(a.balance_pence), 0) AS held
FROM awards w LEFT JOIN accounts a ON a.award_id = w.public_id AND a.kind IN ('promised', 'paid')
WHERE w.state IN ('offered', 'accepted', 'part_paid', 'paid')
GROUP BY w.id, w.title, w.public_id, w.amount_pence
HAVING COALESCE(SUM(a.balance_pence), 0) <> w.amount_pence ORDER BY w.id
"""


def faults() -> list[str]:
    """One plain sentence for each fault; an empty list means the ledger holds."""
    return [fault for check in CHECKS for fault in check()]


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


def _balances() -> Iterator[str]:
    for code, kept, counted in _rows(_BALANCES):
        yield f"The account {code} says {_pounds(kept)}, and its lines come to {_pounds(counted)}."


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


def _not_money() -> Iterator[str]:
    for line, pence in _rows(_NOT_MONEY):
        yield f"Line {line} moves {_pounds(pence)}, which is no movement."


def _kinds() -> Iterator[str]:
    allowed = {(str(kind), str(a), str(b)) for kind, moves in MOVES.items() for a, b in moves}
    for kind, start, to, times, first in _rows(_KINDS):
        if (kind, start, to) not in allowed:
            yield f"{times} lines of kind {kind} move money from {start} to {to} (the first is line {first})."


def _pots() -> Iterator[str]:
    for name, public_id, came, held in _rows(_POTS):
        yield (
            f"The areas of the pot {name} ({public_id}) come to {_pounds(held)}, "
            f"and {_pounds(came)} came in and stayed."
        )


def _other_pot() -> Iterator[str]:
    for (line,) in _rows(_OTHER_POT):
        yield f"Line {line} is in the books of one pot and moves the money of another."


def _reversals() -> Iterator[str]:
    for (public_id,) in _rows(_REVERSALS):
        yield f"The entry {public_id} puts another right by a different amount."


def _awards() -> Iterator[str]:
    for title, public_id, awarded, held in _rows(_AWARDS):
        yield f"The award {title} ({public_id}) is for {_pounds(awarded)}, and the ledger holds {_pounds(held)} for it."


def _pounds(pence: object) -> str:
    return str(Pence(int(str(pence))))


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _balances, _sum, _below_zero, _between_years, _ownerless, _empty, _not_money, _kinds, _pots,
    _other_pot, _reversals, _awards,
)  # fmt: skip

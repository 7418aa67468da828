"""The ledger's own triggers, on SQLite and on PostgreSQL: balances follow lines, and nothing else moves them.

Adding a line moves two balances. A balance may change only by the newest line that touches it, so an UPDATE
from anywhere else is refused; with the CHECK on accounts, so is an overdraft, whoever asks and however they race.
"""

from __future__ import annotations

from alembic import op

from migrations.protect import drop

ADDED_TO = "The ledger is only ever added to"
ONLY_BY_LINES = "A balance is moved only by a line in the ledger"
ITS_POT = "A line belongs to the pot of its accounts"
STARTS_EMPTY = "An account starts empty"

_MOVE = """
  UPDATE accounts SET balance_pence = balance_pence - NEW.amount_pence, last_line_id = NEW.id
    WHERE id = NEW.from_account_id;
  UPDATE accounts SET balance_pence = balance_pence + NEW.amount_pence, last_line_id = NEW.id
    WHERE id = NEW.to_account_id;"""
_ANOTHER_POT = """NOT EXISTS (SELECT 1 FROM accounts a
    WHERE a.id IN (NEW.from_account_id, NEW.to_account_id) AND a.pot_id = NEW.pot_id)
  OR EXISTS (SELECT 1 FROM accounts a
    WHERE a.id IN (NEW.from_account_id, NEW.to_account_id) AND a.pot_id <> NEW.pot_id)"""
_NOT_BY_A_LINE = """NEW.last_line_id <= OLD.last_line_id OR NOT EXISTS (SELECT 1 FROM ledger_lines l
    WHERE l.id = NEW.last_line_id AND NEW.balance_pence - OLD.balance_pence =
      CASE NEW.id WHEN l.to_account_id THEN l.amount_pence WHEN l.from_account_id THEN -l.amount_pence END)"""
FIXED = ("code", "kind", "fund_id", "pot_id", "area_id", "award_id", "may_go_below_zero")
_NOT_EMPTY = "NEW.balance_pence <> 0 OR NEW.last_line_id <> 0"

TRIGGERS = (
    ("ledger_lines_move", "ledger_lines"),
    ("ledger_lines_pot", "ledger_lines"),
    ("accounts_by_lines", "accounts"),
    ("accounts_start_empty", "accounts"),
    ("ledger_entries_no_replace", "ledger_entries"),
)


def guard() -> None:
    """Make the triggers."""
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgres()


def unguard() -> None:
    """Remove them."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table in TRIGGERS:
        if sqlite:
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            op.execute(f"DROP FUNCTION IF EXISTS {name}()")


def replace_fixed(columns: tuple[str, ...]) -> None:
    """Guard accounts again when they have other columns that may never change."""
    drop("accounts_by_lines", "accounts")
    _by_lines(columns)


def refuse_when(name: str, table: str, condition: str, because: str) -> None:
    """Refuse to insert a row for which `condition` (SQL on NEW, which may ask other tables) holds."""
    if op.get_bind().dialect.name == "sqlite":
        _sqlite(name, f"BEFORE INSERT ON {table}", condition, _abort(because))
    else:
        _postgres(name, f"BEFORE INSERT ON {table}", _unless(condition, because))


def _by_lines(columns: tuple[str, ...]) -> None:
    when = "BEFORE UPDATE ON accounts"
    sqlite = op.get_bind().dialect.name == "sqlite"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    fixed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)
    if sqlite:
        _sqlite("accounts_by_lines", when, f"{fixed} OR {_NOT_BY_A_LINE}", _abort(ONLY_BY_LINES))
    else:
        _postgres("accounts_by_lines", when, _unless(f"{fixed} OR {_NOT_BY_A_LINE}", ONLY_BY_LINES))


def _guard_sqlite() -> None:
    _sqlite("ledger_lines_move", "AFTER INSERT ON ledger_lines", None, _MOVE)
    _sqlite("ledger_lines_pot", "BEFORE INSERT ON ledger_lines", _ANOTHER_POT, _abort(ITS_POT))
    _by_lines(FIXED)
    _sqlite("accounts_start_empty", "BEFORE INSERT ON accounts", _NOT_EMPTY, _abort(STARTS_EMPTY))
    # SQLite's INSERT OR REPLACE deletes without firing the trigger that refuses deletion
    taken = "EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = NEW.id)"
    _sqlite("ledger_entries_no_replace", "BEFORE INSERT ON ledger_entries", taken, _abort(ADDED_TO))


def _sqlite(name: str, when: str, condition: str | None, body: str) -> None:
    guard = f"WHEN {condition} " if condition else ""
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW {guard}BEGIN {body} END")


def _abort(because: str) -> str:
    return f"SELECT RAISE(ABORT, '{because}');"


def _guard_postgres() -> None:
    _postgres("ledger_lines_move", "AFTER INSERT ON ledger_lines", _MOVE)
    _postgres("ledger_lines_pot", "BEFORE INSERT ON ledger_lines", _unless(_ANOTHER_POT, ITS_POT))
    _by_lines(FIXED)
    _postgres("accounts_start_empty", "BEFORE INSERT ON accounts", _unless(_NOT_EMPTY, STARTS_EMPTY))


def _postgres(name: str, when: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _unless(condition: str, because: str) -> str:
    raised = f"RAISE EXCEPTION '{because}' USING ERRCODE = 'integrity_constraint_violation';"
    return f"IF {condition} THEN {raised} END IF;"

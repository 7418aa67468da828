"""What the database itself holds about months, proposals and dates, on SQLite and on PostgreSQL."""

from __future__ import annotations

from migrations.ledger_guards import FIXED, refuse_when, replace_fixed
from migrations.protect import append_only, drop, drop_append_only, refuse

CLOSED = "The books for that month are closed"
UNDATED = "An entry says the day it is dated"
AS_PROPOSED = "A proposed movement stays as it was proposed"
ONCE = "A proposed movement is decided once"
NO_DELETE = "A proposed movement is never deleted"
ADDED_TO = "Only ever added to"
_SAME = ("public_id", "kind", "amount_pence", "words", "reason", "proposed_by", "proposed_name", "proposed_at",
         "dedupe_key")  # fmt: skip
_CHANGED = " OR ".join(
    [
        *(f"NEW.{column} <> OLD.{column}" for column in _SAME),
        "CAST(NEW.payload AS TEXT) <> CAST(OLD.payload AS TEXT)",
        "CAST(NEW.not_by AS TEXT) <> CAST(OLD.not_by AS TEXT)",
        "COALESCE(NEW.pot_id, 0) <> COALESCE(OLD.pot_id, 0)",
        "COALESCE(NEW.day, NEW.proposed_at) <> COALESCE(OLD.day, OLD.proposed_at)",
    ]
)
# The entry a confirmation made is written in just after the decision; nothing else changes once decided.
_TWICE = (
    "OLD.state <> 'waiting' AND NOT (OLD.state = 'confirmed' AND NEW.state = OLD.state AND OLD.entry_id IS NULL "
    "AND NEW.decided_by = OLD.decided_by AND NEW.why = OLD.why)"
)
_IN_CLOSED = "EXISTS (SELECT 1 FROM closed_months c WHERE NEW.day < c.after_day)"


def guard() -> None:
    """Make the triggers."""
    refuse_when("ledger_entries_in_closed_month", "ledger_entries", _IN_CLOSED, CLOSED)
    refuse_when("ledger_entries_dated", "ledger_entries", "NEW.day < '2000-01-01'", UNDATED)
    refuse("held_entries_no_delete", "held_entries", "DELETE", because=NO_DELETE)
    refuse("held_entries_as_proposed", "held_entries", "UPDATE", because=AS_PROPOSED, when=_CHANGED)
    refuse("held_entries_once", "held_entries", "UPDATE", because=ONCE, when=_TWICE)
    for table in ("two_people_amounts", "closed_months"):
        append_only(table, because=ADDED_TO)
    replace_fixed((*FIXED, "partner_id"))


def unguard() -> None:
    """Remove them."""
    replace_fixed(FIXED)
    for table in ("two_people_amounts", "closed_months"):
        drop_append_only(table)
    for name in ("no_delete", "as_proposed", "once"):
        drop(f"held_entries_{name}", "held_entries")
    for name in ("in_closed_month", "dated"):
        drop(f"ledger_entries_{name}", "ledger_entries")

"""Versions of proposals stand sealed until they are let through, so a row may be opened once, and nothing else of it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

from migrations.protect import drop, refuse

revision = "055"
down_revision = "054"
branch_labels = None
depends_on = None

NAME, TABLE = "proposal_versions_no_update", "proposal_versions"
BECAUSE = "a version that was sent in is kept as it was"
SAME = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "public_id", "proposal_id", "number", "ask_pence", "at")
)
SEALED = "CAST({row}.content AS TEXT) LIKE '{{\"sealed\"%'"
OPENS = f"OLD.words = '' AND {SAME} AND {SEALED.format(row='OLD')} AND NOT {SEALED.format(row='NEW')}"


def upgrade() -> None:
    """Go forward."""
    drop(NAME, TABLE)
    refuse(NAME, TABLE, "UPDATE", because=BECAUSE, when=f"NOT ({OPENS})")


def downgrade() -> None:
    """Go back."""
    drop(NAME, TABLE)
    refuse(NAME, TABLE, "UPDATE", because=BECAUSE)

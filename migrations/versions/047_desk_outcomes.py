"""Indexes of what was decided, so that the desk's pages never read everything that was ever said.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "047"
down_revision = "046"
branch_labels = None
depends_on = None


DECIDED = sa.text("outcome IS NOT NULL")


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_triage_items_outcome", "triage_items", ["outcome", "decided_at"])
    op.create_index(
        "ix_triage_items_decided",
        "triage_items",
        ["decided_at"],
        sqlite_where=DECIDED,
        postgresql_where=DECIDED,
    )
    op.drop_index("ix_triage_items_waiting", "triage_items")


def downgrade() -> None:
    """Go back."""
    op.create_index("ix_triage_items_waiting", "triage_items", ["decided_at", "due_at"])
    op.drop_index("ix_triage_items_decided", "triage_items")
    op.drop_index("ix_triage_items_outcome", "triage_items")

"""Proposals are found by their words, and listed in a fair order without looking at every row of them.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

from alembic import op

from migrations.searching import add_search, drop_search

revision = "010"
down_revision = "009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    add_search("words")
    op.create_index("ix_proposals_in_order", "proposals", ["state", "team_id", "shuffle_key"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_proposals_in_order", table_name="proposals")
    drop_search()

"""A Deal's own name can wait at the gate, and one side can ask the other to end it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "027"
down_revision = "026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "deals", sa.Column("waits_at_gate", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("deals", sa.Column("end_asked_by", sa.String(40), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("deals", "end_asked_by")
    op.drop_column("deals", "waits_at_gate")

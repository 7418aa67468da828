"""Where a writer's run of saves of one part began, so that their own saves are never taken for somebody else's.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "022"
down_revision = "021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. Saves made before this count as one each."""
    op.add_column("draft_parts", sa.Column("run_from", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE draft_parts SET run_from = number")


def downgrade() -> None:
    """Go back."""
    op.drop_column("draft_parts", "run_from")

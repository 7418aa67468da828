"""A batch of printed places notes what its sheets say, so that a round changed since is noticed before it is opened.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "062"
down_revision = "061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("vote_batches", sa.Column("printed", sa.String(64), nullable=False, server_default=""))


def downgrade() -> None:
    """Go back."""
    op.drop_column("vote_batches", "printed")

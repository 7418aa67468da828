"""What was filled in in an answered form, as a digest, so that other content is not taken for a retry.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "028"
down_revision = "027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("submissions", sa.Column("content", sa.Text(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("submissions", "content")

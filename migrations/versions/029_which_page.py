"""Which page a part of a draft was last written on, so that one person with two windows open writes over nothing.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "029"
down_revision = "028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("draft_parts", sa.Column("page", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    """Go back."""
    op.drop_column("draft_parts", "page")

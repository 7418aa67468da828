"""Which ages an idea is for, so that a pot kept for some ages can be checked against it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "026"
down_revision = "025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("proposals", sa.Column("ages_from", sa.Integer(), nullable=True))
    op.add_column("proposals", sa.Column("ages_to", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("proposals", "ages_to")
    op.drop_column("proposals", "ages_from")

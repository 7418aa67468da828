"""A class says by hands up whether its Deal ends: which class, how many hands, and how many were there, are kept.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "060"
down_revision = "059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("deal_reviews", sa.Column("group_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("deal_reviews", sa.Column("hands_yes", sa.Integer(), nullable=True))
    op.add_column("deal_reviews", sa.Column("hands_all", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go back."""
    for name in ("hands_all", "hands_yes", "group_name"):
        op.drop_column("deal_reviews", name)

"""How much each voter is given more at a step of add1: a pound, unless a round says otherwise.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "031"
down_revision = "030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "rounds", sa.Column("increment_pence", sa.BigInteger(), nullable=False, server_default="100")
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("rounds", "increment_pence")

"""What a body owes keeps the day the body set; the day its owner promised since stands beside it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "061"
down_revision = "060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("body_tasks", sa.Column("promised_on", sa.Date(), nullable=True))
    op.add_column("body_tasks", sa.Column("promised_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Go back."""
    for name in ("promised_at", "promised_on"):
        op.drop_column("body_tasks", name)

"""A decision that lets words go says what was marked in them and stays in on purpose, sealed as its reason is.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "064"
down_revision = "063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("triage_decisions", sa.Column("stays", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("triage_decisions", "stays")

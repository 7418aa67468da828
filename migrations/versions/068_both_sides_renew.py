"""A Deal is renewed by both sides, or ends on its last day; our promise may say how often instead of by when.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "068"
down_revision = "067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("deals", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("deals", sa.Column("renewal_by", sa.String(40), nullable=True))
    op.add_column("deals", sa.Column("renew_to", sa.Date(), nullable=True))
    op.create_index(op.f("ix_deals_ends_on"), "deals", ["ends_on"])
    op.add_column("deal_pairs", sa.Column("our_rhythm", sa.String(40), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("deal_pairs", "our_rhythm")
    op.drop_index(op.f("ix_deals_ends_on"), "deals")
    for name in ("renew_to", "renewal_by", "ends_on"):
        op.drop_column("deals", name)

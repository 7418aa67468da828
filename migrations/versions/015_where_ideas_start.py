"""What a proposal would help children to be, and the library card it started from.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "015"
down_revision = "014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("proposals", sa.Column("started_from", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "proposal_outcomes",
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_outcomes_proposal_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "outcome", name=op.f("pk_proposal_outcomes")),
    )
    op.create_index(op.f("ix_proposal_outcomes_outcome"), "proposal_outcomes", ["outcome"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_proposal_outcomes_outcome"), table_name="proposal_outcomes")
    op.drop_table("proposal_outcomes")
    op.drop_column("proposals", "started_from")

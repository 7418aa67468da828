"""Quotes for what a proposal's money is for.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "021"
down_revision = "020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "proposal_quotes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("pence > 0", name=op.f("ck_proposal_quotes_costs_something")),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_proposal_quotes_added_by_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_quotes_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_quotes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_quotes_public_id")),
    )
    op.create_index(op.f("ix_proposal_quotes_proposal_id"), "proposal_quotes", ["proposal_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_proposal_quotes_proposal_id"), table_name="proposal_quotes")
    op.drop_table("proposal_quotes")

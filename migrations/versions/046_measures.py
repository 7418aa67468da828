"""Counts that services supply: did families say yes to help, and was a child's voice there.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "046"
down_revision = "045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = ("offered", "accepted", "declined", "withdrawn")
HEARD = ("primary_reviewed", "primary_heard", "secondary_reviewed", "secondary_heard")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "service_measures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("reasons", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in HEARD),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_service_measures_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_measures")),
        sa.UniqueConstraint("public_id", name=op.f("uq_service_measures_public_id")),
    )
    op.create_index(
        "ix_service_measures_service_since", "service_measures", ["service", "since"], unique=False
    )
    op.create_index(op.f("ix_service_measures_until"), "service_measures", ["until"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("service_measures")

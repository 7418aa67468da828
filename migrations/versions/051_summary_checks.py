"""What was done about each finding of a summary's disclosure check.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "051"
down_revision = "050"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "summary_checks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("summary_id", KEY, nullable=False),
        sa.Column("finding", sa.String(200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("said", sa.String(12), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_summary_checks_by_id")),
        sa.ForeignKeyConstraint(["summary_id"], ["summaries.id"], name=op.f("fk_summary_checks_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_checks")),
        sa.UniqueConstraint("summary_id", "finding", name=op.f("uq_summary_checks_summary_id_finding")),
    )
    append_only("summary_checks", because="What was done at a disclosure check is only ever added to")


def downgrade() -> None:
    """Go back."""
    drop_append_only("summary_checks")
    op.drop_table("summary_checks")

"""Meetings of bodies that are to come, so that calendars can hold them.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "049"
down_revision = "048"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "planned_meetings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("off_at", sa.DateTime(), nullable=True),
        sa.Column("off_why", sa.Text(), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_planned_meetings_lasts")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_planned_meetings_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_meetings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_planned_meetings_public_id")),
    )
    op.create_index(op.f("ix_planned_meetings_meets_on"), "planned_meetings", ["meets_on"], unique=False)
    op.create_index(op.f("ix_planned_meetings_body_id"), "planned_meetings", ["body_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_planned_meetings_body_id"), table_name="planned_meetings")
    op.drop_index(op.f("ix_planned_meetings_meets_on"), table_name="planned_meetings")
    op.drop_table("planned_meetings")

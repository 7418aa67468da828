"""Whether we listened may be said again: each time is kept, and the newest counts once.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "066"
down_revision = "065"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.add_column("felt_listened", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "felt_said",
        sa.Column("feedback_id", KEY, nullable=False), sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("felt", sa.String(40), nullable=False), sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_felt_said_feedback_id")),
        sa.PrimaryKeyConstraint("feedback_id", "number", name=op.f("pk_felt_said")),
    )  # fmt: skip
    op.execute(
        "INSERT INTO felt_said (feedback_id, number, felt, at) SELECT feedback_id, 1, felt, at FROM felt_listened"
    )
    refuse("felt_said_no_update", "felt_said", "UPDATE", because="what they said is only ever added to")


def downgrade() -> None:
    """Go back."""
    drop("felt_said_no_update", "felt_said")
    op.drop_table("felt_said")
    op.drop_column("felt_listened", "number")

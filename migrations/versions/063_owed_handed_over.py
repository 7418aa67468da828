"""What a body owes can be handed over, and a meeting says its hour and its place.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop

revision = "063"
down_revision = "062"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.add_column("body_meetings", sa.Column("began_at", sa.DateTime(), nullable=True))
    op.add_column("body_meetings", sa.Column("place", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "body_tasks_handed",
        sa.Column("id", KEY, nullable=False),
        sa.Column("task_id", KEY, nullable=False),
        sa.Column("from_owner", sa.Text(), nullable=False),
        sa.Column("from_owner_id", KEY, nullable=True),
        sa.Column("to_owner", sa.Text(), nullable=False),
        sa.Column("to_owner_id", KEY, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["body_tasks.id"], name=op.f("fk_body_tasks_handed_task_id")),
        sa.ForeignKeyConstraint(
            ["from_owner_id"], ["users.id"], name=op.f("fk_body_tasks_handed_from_owner_id")
        ),
        sa.ForeignKeyConstraint(["to_owner_id"], ["users.id"], name=op.f("fk_body_tasks_handed_to_owner_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_body_tasks_handed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_tasks_handed")),
    )
    op.create_index(op.f("ix_body_tasks_handed_task_id"), "body_tasks_handed", ["task_id"])
    append_only("body_tasks_handed", because="Who answered for something owed is never rewritten")


def downgrade() -> None:
    """Go back."""
    for verb in ("update", "delete"):
        drop(f"body_tasks_handed_no_{verb}", "body_tasks_handed")
    op.drop_table("body_tasks_handed")
    op.drop_column("body_meetings", "place")
    op.drop_column("body_meetings", "began_at")

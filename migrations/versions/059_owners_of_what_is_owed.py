"""What a body owes waits on somebody's home: that of whoever holds the post that answers for it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "059"
down_revision = "058"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    _free()
    with op.batch_alter_table("body_tasks") as batch_op:
        batch_op.add_column(sa.Column("owner_id", KEY, nullable=True))
        batch_op.create_foreign_key(op.f("fk_body_tasks_owner_id"), "users", ["owner_id"], ["id"])
        batch_op.create_index(op.f("ix_body_tasks_owner_id"), ["owner_id"], unique=False)
    _guard()


def downgrade() -> None:
    """Go back."""
    _free()
    with op.batch_alter_table("body_tasks") as batch_op:
        batch_op.drop_index(op.f("ix_body_tasks_owner_id"))
        batch_op.drop_constraint(op.f("fk_body_tasks_owner_id"), type_="foreignkey")
        batch_op.drop_column("owner_id")
    _guard()


def _free() -> None:
    """A table is rebuilt on SQLite, which takes its triggers with it: take them off both databases alike."""
    drop("body_tasks_no_delete", "body_tasks")


def _guard() -> None:
    refuse("body_tasks_no_delete", "body_tasks", "DELETE", because="What a body owes is never deleted")

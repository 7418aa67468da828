"""What was opened by breaking the glass may be shut early, once, and it is written down who shut it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "067"
down_revision = "066"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BECAUSE = "what was asked is never changed"
ASKED = (
    "NEW.item_id <> OLD.item_id OR NEW.reason <> OLD.reason OR NEW.asked_by_id <> OLD.asked_by_id "
    "OR NEW.asked_at <> OLD.asked_at"
)
# Once answered, all that may follow is that an open one is shut, once, by somebody.
SHUT = (
    "OLD.opened_at IS NULL OR OLD.shut_at IS NOT NULL OR NEW.shut_at IS NULL OR NEW.shut_by_id IS NULL "
    "OR NEW.refused_at IS NOT NULL OR coalesce(NEW.answered_by_id, 0) <> OLD.answered_by_id "
    "OR NEW.opened_at IS NULL OR NEW.opened_at <> OLD.opened_at"
)
UNANSWERED = "OLD.answered_by_id IS NULL AND NEW.shut_at IS NOT NULL"


def upgrade() -> None:
    """Go forward."""
    _unguarded()
    with op.batch_alter_table("glass_asked") as table:
        table.add_column(sa.Column("shut_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("shut_by_id", KEY, nullable=True))
        table.create_foreign_key(op.f("fk_glass_asked_shut_by_id"), "users", ["shut_by_id"], ["id"])
    _guarded(f"{ASKED} OR (OLD.answered_by_id IS NOT NULL AND ({SHUT})) OR ({UNANSWERED})")


def downgrade() -> None:
    """Go back."""
    _unguarded()
    with op.batch_alter_table("glass_asked") as table:
        table.drop_constraint(op.f("fk_glass_asked_shut_by_id"), type_="foreignkey")
        table.drop_column("shut_by_id")
        table.drop_column("shut_at")
    _guarded(f"{ASKED} OR OLD.answered_by_id IS NOT NULL")


def _unguarded() -> None:
    drop("glass_asked_stands", "glass_asked")
    drop("glass_asked_no_delete", "glass_asked")


def _guarded(when: str) -> None:
    refuse("glass_asked_stands", "glass_asked", "UPDATE", when=when, because=BECAUSE)
    refuse("glass_asked_no_delete", "glass_asked", "DELETE", because="what was asked is never deleted")

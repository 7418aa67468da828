"""The desk whole: who is away, each call when a clock runs out, what follows a referral, and breaking the glass.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "038"
down_revision = "037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("decided_at IS NULL")
ADDED = {
    "triage_escalations": "A call is only ever added",
    "triage_follow_ups": "What followed is only ever added",
}
GLASS = (
    "NEW.item_id <> OLD.item_id OR NEW.reason <> OLD.reason OR NEW.asked_by_id <> OLD.asked_by_id "
    "OR NEW.asked_at <> OLD.asked_at OR OLD.answered_by_id IS NOT NULL"
)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _keys(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _public(table: str) -> list[sa.schema.SchemaItem]:
    return [*_keys(table), sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))]


def upgrade() -> None:
    """Go forward."""
    op.add_column("triage_items", sa.Column("escalate_at", sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE triage_items SET escalate_at = due_at WHERE decided_at IS NULL AND escalated_at IS NULL"
    )
    op.create_index("ix_triage_items_escalate_at", "triage_items", ["escalate_at"])
    op.create_index(
        "ix_triage_items_queue", "triage_items", ["priority", "due_at", "id"],
        sqlite_where=WAITING, postgresql_where=WAITING,
    )  # fmt: skip
    op.add_column("triage_decisions", sa.Column("for_harmed", sa.LargeBinary(), nullable=True))
    op.add_column("triage_decisions", sa.Column("for_other", sa.LargeBinary(), nullable=True))
    _added_to_items()
    op.create_table(
        "desk_away",
        sa.Column("id", KEY, nullable=False), sa.Column("user_id", KEY, nullable=False),
        sa.Column("first", sa.Date(), nullable=False), sa.Column("back", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False), sa.Column("written_by_id", KEY, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(12), nullable=False),
        _to("desk_away", "user_id", "users"), _to("desk_away", "written_by_id", "users"), *_public("desk_away"),
    )  # fmt: skip
    op.create_index("ix_desk_away_user_id", "desk_away", ["user_id"])
    op.create_index("ix_desk_away_back", "desk_away", ["back"])
    op.create_table(
        "glass_asked",
        sa.Column("id", KEY, nullable=False), sa.Column("item_id", KEY, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False), sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=False), sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("refused_at", sa.DateTime(), nullable=True), sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("public_id", sa.String(12), nullable=False),
        _to("glass_asked", "item_id", "triage_items"), _to("glass_asked", "asked_by_id", "users"),
        _to("glass_asked", "answered_by_id", "users"), *_public("glass_asked"),
    )  # fmt: skip
    op.create_index("ix_glass_asked_item_id", "glass_asked", ["item_id"])
    op.create_index("ix_glass_asked_asked_by_id", "glass_asked", ["asked_by_id"])
    refuse(
        "glass_asked_stands", "glass_asked", "UPDATE", when=GLASS, because="what was asked is never changed"
    )
    refuse("glass_asked_no_delete", "glass_asked", "DELETE", because="what was asked is never deleted")
    for table, because in ADDED.items():
        append_only(table, because=because)


def _added_to_items() -> None:
    op.create_table(
        "triage_escalations",
        sa.Column("id", KEY, nullable=False), sa.Column("item_id", KEY, nullable=False),
        sa.Column("clock", sa.String(40), nullable=False), sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("triage_escalations", "item_id", "triage_items"), *_keys("triage_escalations"),
        sa.UniqueConstraint("item_id", "clock", "rung", name=op.f("uq_triage_escalations_item_id_clock_rung")),
    )  # fmt: skip
    op.create_table(
        "triage_follow_ups",
        sa.Column("id", KEY, nullable=False), sa.Column("item_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False), sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False), sa.Column("by_id", KEY, nullable=False),
        _to("triage_follow_ups", "item_id", "triage_items"), _to("triage_follow_ups", "by_id", "users"),
        *_keys("triage_follow_ups"),
        sa.UniqueConstraint("item_id", "kind", name=op.f("uq_triage_follow_ups_item_id_kind")),
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    for table in ADDED:
        drop_append_only(table)
    drop("glass_asked_no_delete", "glass_asked")
    drop("glass_asked_stands", "glass_asked")
    for table in ("glass_asked", "desk_away", "triage_follow_ups", "triage_escalations"):
        op.drop_table(table)
    op.drop_column("triage_decisions", "for_other")
    op.drop_column("triage_decisions", "for_harmed")
    op.drop_index("ix_triage_items_queue", "triage_items")
    op.drop_index("ix_triage_items_escalate_at", "triage_items")
    op.drop_column("triage_items", "escalate_at")

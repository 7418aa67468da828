"""Listenings, feedback, safeguarding decisions, themes and answers.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "triage_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words_of", sa.String(length=12), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("priority", sa.String(40), nullable=False),
        sa.Column("raised_by", sa.JSON(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("first_read_at", sa.DateTime(), nullable=True),
        sa.Column("escalated_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("released_version", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_triage_items_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_items")),
        sa.UniqueConstraint("public_id", name=op.f("uq_triage_items_public_id")),
    )
    op.create_index(op.f("ix_triage_items_area_id"), "triage_items", ["area_id"], unique=False)
    op.create_index(op.f("ix_triage_items_released_at"), "triage_items", ["released_at"], unique=False)
    op.create_index("ix_triage_items_waiting", "triage_items", ["decided_at", "due_at"], unique=False)
    op.create_index("ix_triage_items_words", "triage_items", ["kind", "words_of", "is_latest"], unique=False)
    op.create_table(
        "sealed_words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_sealed_words_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_words")),
        sa.UniqueConstraint(
            "item_id", "field", "version", name=op.f("uq_sealed_words_item_id_field_version")
        ),
    )
    op.create_table(
        "triage_decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("letting", sa.String(40), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("rationale", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_triage_decisions_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_triage_decisions_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_decisions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_triage_decisions_public_id")),
    )
    op.create_index(op.f("ix_triage_decisions_item_id"), "triage_decisions", ["item_id"], unique=False)
    op.create_table(
        "triage_shut_outs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_triage_shut_outs_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_triage_shut_outs_item_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_triage_shut_outs_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_shut_outs")),
        sa.UniqueConstraint("item_id", "user_id", name=op.f("uq_triage_shut_outs_item_id_user_id")),
    )
    op.create_index(op.f("ix_triage_shut_outs_user_id"), "triage_shut_outs", ["user_id"], unique=False)

    refuse("sealed_words_no_update", "sealed_words", "UPDATE", because="What was said is never changed")
    append_only("triage_decisions", because="A safeguarding decision is only ever added to")


def downgrade() -> None:
    """Go back."""
    drop_append_only("triage_decisions")
    drop("sealed_words_no_update", "sealed_words")
    op.drop_index(op.f("ix_triage_shut_outs_user_id"), table_name="triage_shut_outs")
    op.drop_table("triage_shut_outs")
    op.drop_index(op.f("ix_triage_decisions_item_id"), table_name="triage_decisions")
    op.drop_table("triage_decisions")
    op.drop_table("sealed_words")
    op.drop_index("ix_triage_items_words", table_name="triage_items")
    op.drop_index("ix_triage_items_waiting", table_name="triage_items")
    op.drop_index(op.f("ix_triage_items_released_at"), table_name="triage_items")
    op.drop_index(op.f("ix_triage_items_area_id"), table_name="triage_items")
    op.drop_table("triage_items")

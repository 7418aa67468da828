"""Translations of released words, made later. Their words wait at the gate like all others.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "057"
down_revision = "056"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "translations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("of_version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("translator", sa.String(length=40), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_translations_feedback_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_translations_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_translations_public_id")),
    )
    op.create_index(op.f("ix_translations_feedback_id"), "translations", ["feedback_id"])
    op.create_index(op.f("ix_translations_by_id"), "translations", ["by_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("translations")

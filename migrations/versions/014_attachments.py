"""Photographs and documents added to a record.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "014"
down_revision = "013"
branch_labels = None
depends_on = None

CHANGED = (
    "NEW.subject_type <> OLD.subject_type OR NEW.subject_id <> OLD.subject_id OR NEW.content <> OLD.content "
    "OR NEW.words <> OLD.words OR NEW.added_by_id <> OLD.added_by_id"
)


def upgrade() -> None:
    """Go forward."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "attachments",
        sa.Column("id", key, nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sent_digest", sa.String(length=64), nullable=False),
        sa.Column("added_by_id", key, nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("taken_away_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_attachments_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attachments_public_id")),
    )
    op.create_index("ix_attachments_subject", "attachments", ["subject_type", "subject_id"], unique=False)
    op.create_index("ix_attachments_added", "attachments", ["added_by_id", "added_at"], unique=False)
    refuse(
        "attachments_stay", "attachments", "UPDATE", when=CHANGED,
        because="a file that was added is never changed; it can be taken away",
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    drop("attachments_stay", "attachments")
    op.drop_index("ix_attachments_added", table_name="attachments")
    op.drop_index("ix_attachments_subject", table_name="attachments")
    op.drop_table("attachments")

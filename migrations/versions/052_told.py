"""How somebody wants to be told the answer, and whether what they drew or said may be shown.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "052"
down_revision = "051"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "told_choices",
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("means", sa.String(40), nullable=False),
        sa.Column("worker_id", KEY, nullable=True),
        sa.Column("account", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_told_choices_feedback_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name=op.f("fk_told_choices_worker_id")),
        sa.PrimaryKeyConstraint("feedback_id", name=op.f("pk_told_choices")),
    )
    op.create_index(op.f("ix_told_choices_worker_id"), "told_choices", ["worker_id"])
    op.create_table(
        "media_consents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("media_id", KEY, nullable=False),
        sa.Column("agreed", sa.String(40), nullable=False),
        sa.Column("given_by", sa.String(40), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", KEY, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["said_media.id"], name=op.f("fk_media_consents_media_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_media_consents_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_consents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_media_consents_public_id")),
    )
    op.create_index(op.f("ix_media_consents_media_id"), "media_consents", ["media_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("media_consents")
    op.drop_table("told_choices")

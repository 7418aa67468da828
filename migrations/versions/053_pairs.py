"""I and We statements: the pairs, which listenings ask them, what was answered and what was done.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "053"
down_revision = "052"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "pairs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("i_words", sa.String(120), nullable=False),
        sa.Column("we_words", sa.Text(), nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_pairs_owner_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_pairs_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairs_public_id")),
    )
    op.create_index(op.f("ix_pairs_owner_id"), "pairs", ["owner_id"])
    op.create_table(
        "pair_done",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_pair_done_pair_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_pair_done_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_done")),
    )
    op.create_index(op.f("ix_pair_done_pair_id"), "pair_done", ["pair_id"])
    op.create_table(
        "listening_pairs",
        sa.Column("listening_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["listening_id"], ["listenings.id"], name=op.f("fk_listening_pairs_listening_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_listening_pairs_pair_id")),
        sa.PrimaryKeyConstraint("listening_id", "position", name=op.f("pk_listening_pairs")),
    )
    op.create_index(op.f("ix_listening_pairs_pair_id"), "listening_pairs", ["pair_id"])
    op.create_table(
        "pair_answers",
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_pair_answers_feedback_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_pair_answers_pair_id")),
        sa.PrimaryKeyConstraint("feedback_id", "pair_id", name=op.f("pk_pair_answers")),
    )
    op.create_index(op.f("ix_pair_answers_pair_id"), "pair_answers", ["pair_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("pair_answers")
    op.drop_table("listening_pairs")
    op.drop_table("pair_done")
    op.drop_table("pairs")

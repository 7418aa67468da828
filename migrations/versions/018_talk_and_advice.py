"""Talk and advice: comments, joining ideas, advice before decisions, named reviewers, who wrote what is held.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "018"
down_revision = "017"
branch_labels = None
depends_on = None

KEPT = {
    "merge_answers": "an answer about joining two ideas is kept as it was",
    "advice_requests": "asking young advisors is kept as it was",
    "advice": "advice is kept as it was given",
    "advice_replies": "the answer to young advisors is kept as it was",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "advice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("view", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_advice_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_advice_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_advice_public_id")),
    )
    op.create_index(op.f("ix_advice_by_id"), "advice", ["by_id"], unique=False)
    op.create_index("ix_advice_proposal_id_by_id", "advice", ["proposal_id", "by_id"], unique=False)
    op.create_table(
        "advice_replies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("opposed", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_advice_replies_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_replies")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_advice_replies_decision_id")),
    )
    op.create_table(
        "advice_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reply_by", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_advice_requests_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_advice_requests_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_requests")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_advice_requests_proposal_id")),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answers_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("moderation", sa.String(40), nullable=False),
        sa.Column("moderated_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("moderated_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["answers_id"], ["comments.id"], name=op.f("fk_comments_answers_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_comments_by_id")),
        sa.ForeignKeyConstraint(["moderated_by_id"], ["users.id"], name=op.f("fk_comments_moderated_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_comments_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_comments_public_id")),
    )
    op.create_index(op.f("ix_comments_answers_id"), "comments", ["answers_id"], unique=False)
    op.create_index(op.f("ix_comments_by_id"), "comments", ["by_id"], unique=False)
    op.create_index("ix_comments_moderation_at", "comments", ["moderation", "at"], unique=False)
    op.create_index(
        "ix_comments_proposal_id_moderation", "comments", ["proposal_id", "moderation"], unique=False
    )
    op.create_table(
        "merges",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("one_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("merged_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_merges_asked_by_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["proposals.id"], name=op.f("fk_merges_merged_id")),
        sa.ForeignKeyConstraint(["one_id"], ["proposals.id"], name=op.f("fk_merges_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["proposals.id"], name=op.f("fk_merges_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
        sa.UniqueConstraint("public_id", name=op.f("uq_merges_public_id")),
    )
    op.create_index(op.f("ix_merges_merged_id"), "merges", ["merged_id"], unique=False)
    op.create_index(op.f("ix_merges_one_id"), "merges", ["one_id"], unique=False)
    op.create_index(op.f("ix_merges_other_id"), "merges", ["other_id"], unique=False)
    op.create_table(
        "review_assignments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assigned_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_by_id"], ["users.id"], name=op.f("fk_review_assignments_assigned_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_review_assignments_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["users.id"], name=op.f("fk_review_assignments_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_assignments")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_review_assignments_proposal_id")),
    )
    op.create_index(
        op.f("ix_review_assignments_reviewer_id"), "review_assignments", ["reviewer_id"], unique=False
    )
    op.create_table(
        "merge_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("merge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f("fk_merge_answers_merge_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_merge_answers_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_answers")),
        sa.UniqueConstraint("merge_id", "user_id", name=op.f("uq_merge_answers_merge_id_user_id")),
    )
    op.create_index(op.f("ix_merge_answers_user_id"), "merge_answers", ["user_id"], unique=False)
    op.add_column("triage_items", sa.Column("written_by", sa.String(length=12), nullable=True))
    for table, because in KEPT.items():
        append_only(table, because=because)


def downgrade() -> None:
    """Go back."""
    for table in KEPT:
        drop_append_only(table)
    op.drop_column("triage_items", "written_by")
    op.drop_index(op.f("ix_merge_answers_user_id"), table_name="merge_answers")
    op.drop_table("merge_answers")
    op.drop_index(op.f("ix_review_assignments_reviewer_id"), table_name="review_assignments")
    op.drop_table("review_assignments")
    op.drop_index(op.f("ix_merges_other_id"), table_name="merges")
    op.drop_index(op.f("ix_merges_one_id"), table_name="merges")
    op.drop_index(op.f("ix_merges_merged_id"), table_name="merges")
    op.drop_table("merges")
    op.drop_index("ix_comments_proposal_id_moderation", table_name="comments")
    op.drop_index("ix_comments_moderation_at", table_name="comments")
    op.drop_index(op.f("ix_comments_by_id"), table_name="comments")
    op.drop_index(op.f("ix_comments_answers_id"), table_name="comments")
    op.drop_table("comments")
    op.drop_table("advice_requests")
    op.drop_table("advice_replies")
    op.drop_index("ix_advice_proposal_id_by_id", table_name="advice")
    op.drop_index(op.f("ix_advice_by_id"), table_name="advice")
    op.drop_table("advice")

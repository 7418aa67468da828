"""Bodies' schedules and meetings, and governance summaries.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "009"
down_revision = "008"
branch_labels = None
depends_on = None

# The facts are what the summary stands on: from the moment of the cut nobody can change them.
RECUT = (
    "NEW.body_id <> OLD.body_id OR NEW.slot <> OLD.slot OR NEW.since <> OLD.since OR NEW.until <> OLD.until "
    "OR CAST(NEW.facts AS TEXT) <> CAST(OLD.facts AS TEXT)"
)
GUARDS = (
    ("summaries_no_delete", "DELETE", None, "A summary is never deleted"),
    ("summaries_published_stay", "UPDATE", "OLD.state = 'published'", "A published summary never changes"),
    ("summaries_facts_frozen", "UPDATE", RECUT, "The facts of a summary are frozen when the data is cut"),
    (
        "summaries_approved_first", "UPDATE", "NEW.state = 'published' AND OLD.state NOT IN ('approved', 'published')",
        "A summary is approved before it is published",
    ),
    ("summaries_begin_drafted", "INSERT", "NEW.state <> 'drafted'", "A summary begins as a draft"),
)  # fmt: skip


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "body_meetings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("apologies", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_body_meetings_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_meetings")),
        sa.UniqueConstraint("body_id", "held_on", name=op.f("uq_body_meetings_body_id_held_on")),
        sa.UniqueConstraint("public_id", name=op.f("uq_body_meetings_public_id")),
    )
    op.create_index(op.f("ix_body_meetings_body_id"), "body_meetings", ["body_id"], unique=False)
    op.create_table(
        "body_schedules",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rhythm", sa.String(40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("working_days", sa.Boolean(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_body_schedules_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_schedules")),
        sa.UniqueConstraint("body_id", name=op.f("uq_body_schedules_body_id")),
    )
    op.create_table(
        "summaries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("officer", sa.JSON(), nullable=False),
        sa.Column("child", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("introduction_for_children", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("compiled_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("audit_head", sa.String(length=64), nullable=True),
        sa.Column("audit_length", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "state <> 'published' OR "
            "(approved_by_id IS NOT NULL AND published_at IS NOT NULL AND audit_head IS NOT NULL)",
            name=op.f("ck_summaries_published_whole"),
        ),
        sa.CheckConstraint("approved_by_id <> compiled_by_id", name=op.f("ck_summaries_two_people")),
        sa.CheckConstraint("since < until", name=op.f("ck_summaries_period")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["users.id"], name=op.f("fk_summaries_approved_by_id")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_summaries_body_id")),
        sa.ForeignKeyConstraint(["compiled_by_id"], ["users.id"], name=op.f("fk_summaries_compiled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summaries")),
        sa.UniqueConstraint("body_id", "slot", name=op.f("uq_summaries_body_id_slot")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summaries_public_id")),
    )
    op.create_index(op.f("ix_summaries_body_id"), "summaries", ["body_id"], unique=False)
    op.create_index("ix_summaries_state_published_at", "summaries", ["state", "published_at"], unique=False)
    op.create_table(
        "body_attendance",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seat", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["body_meetings.id"], name=op.f("fk_body_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_body_attendance_user_id")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_body_attendance")),
    )
    op.create_table(
        "summary_comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("summary_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_summary_comments_by_id")),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summaries.id"], name=op.f("fk_summary_comments_summary_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_comments")),
    )
    op.create_index(op.f("ix_summary_comments_summary_id"), "summary_comments", ["summary_id"], unique=False)

    append_only("summary_comments", because="A remark on a draft stays as it was made")
    for name, verb, when, because in GUARDS:
        refuse(name, "summaries", verb, because=because, when=when)


def downgrade() -> None:
    """Go back."""
    for name, _, _, _ in GUARDS:
        drop(name, "summaries")
    drop_append_only("summary_comments")
    op.drop_index(op.f("ix_summary_comments_summary_id"), table_name="summary_comments")
    op.drop_table("summary_comments")
    op.drop_table("body_attendance")
    op.drop_index("ix_summaries_state_published_at", table_name="summaries")
    op.drop_index(op.f("ix_summaries_body_id"), table_name="summaries")
    op.drop_table("summaries")
    op.drop_table("body_schedules")
    op.drop_index(op.f("ix_body_meetings_body_id"), table_name="body_meetings")
    op.drop_table("body_meetings")

"""Summaries go their whole way: checked, signed off by young advisors, presented, minuted, tracked, replaced.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "039"
down_revision = "038"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OUT = "('published', 'responses_tracked', 'archived')"
RECUT = (
    "NEW.body_id <> OLD.body_id OR NEW.slot <> OLD.slot OR NEW.since <> OLD.since OR NEW.until <> OLD.until "
    "OR CAST(NEW.facts AS TEXT) <> CAST(OLD.facts AS TEXT)"
)
READ = (
    "facts", "officer", "child", "introduction", "introduction_for_children", "notes", "ordering", "minute",
    "published_at", "audit_head", "audit_length", "compiled_by_id", "approved_by_id", "checked_by_id", "version",
    "version_note",
)  # fmt: skip
REWRITTEN = " OR ".join(
    f"COALESCE(CAST(NEW.{name} AS TEXT), '') <> COALESCE(CAST(OLD.{name} AS TEXT), '')" for name in READ
)
GUARDS = (
    ("summaries_no_delete", "DELETE", None, "A summary is never deleted"),
    (
        "summaries_published_stay", "UPDATE", f"OLD.state IN {OUT} AND (NEW.state NOT IN {OUT} OR {REWRITTEN})",
        "What was published never changes",
    ),
    ("summaries_facts_frozen", "UPDATE", RECUT, "The facts of a summary are frozen when the data is cut"),
    (
        "summaries_approved_first", "UPDATE",
        f"NEW.state IN {OUT} AND OLD.state <> 'minuted' AND OLD.state NOT IN {OUT}",
        "A summary is approved and minuted before it is published",
    ),
    (
        "summaries_begin_cut", "INSERT", "NEW.state <> 'cut' AND NEW.replaces_id IS NULL",
        "A summary begins with the cut",
    ),
)  # fmt: skip
OLD_GUARDS = (
    ("summaries_no_delete", "DELETE", None, "A summary is never deleted"),
    ("summaries_published_stay", "UPDATE", "OLD.state = 'published'", "A published summary never changes"),
    ("summaries_facts_frozen", "UPDATE", RECUT, "The facts of a summary are frozen when the data is cut"),
    (
        "summaries_approved_first", "UPDATE", "NEW.state = 'published' AND OLD.state NOT IN ('approved', 'published')",
        "A summary is approved before it is published",
    ),
    ("summaries_begin_drafted", "INSERT", "NEW.state <> 'drafted'", "A summary begins as a draft"),
)  # fmt: skip
WHOLE = "approved_by_id IS NOT NULL AND published_at IS NOT NULL AND audit_head IS NOT NULL"


def upgrade() -> None:
    """Go forward."""
    for name, _, _, _ in OLD_GUARDS:
        drop(name, "summaries")
    with op.batch_alter_table("summaries") as table:
        table.add_column(sa.Column("notes", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("ordering", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("checked_by_id", KEY, nullable=True))
        table.add_column(sa.Column("checked_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("meeting_id", KEY, nullable=True))
        table.add_column(sa.Column("minute", sa.String(length=80), nullable=False, server_default=""))
        table.add_column(sa.Column("minuted_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("archived_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("replaces_id", KEY, nullable=True))
        table.add_column(sa.Column("version_note", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("replaced_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE summaries SET minuted_at = published_at WHERE state = 'published'")
    with op.batch_alter_table("summaries") as table:
        table.drop_constraint(op.f("ck_summaries_published_whole"), type_="check")
        table.create_check_constraint(
            op.f("ck_summaries_published_whole"),
            f"state NOT IN {OUT} OR ({WHOLE} AND minuted_at IS NOT NULL)",
        )
        table.create_check_constraint(
            op.f("ck_summaries_checked_by_another"), "checked_by_id <> compiled_by_id"
        )
        table.create_foreign_key(op.f("fk_summaries_checked_by_id"), "users", ["checked_by_id"], ["id"])
        table.create_foreign_key(op.f("fk_summaries_meeting_id"), "body_meetings", ["meeting_id"], ["id"])
        table.create_foreign_key(op.f("fk_summaries_replaces_id"), "summaries", ["replaces_id"], ["id"])
        table.create_unique_constraint(op.f("uq_summaries_replaces_id"), ["replaces_id"])
    for name, verb, when, because in GUARDS:
        refuse(name, "summaries", verb, because=because, when=when)
    _tables()
    with op.batch_alter_table("body_schedules") as table:
        table.add_column(sa.Column("school_days", sa.Boolean(), nullable=False, server_default=sa.false()))


def _tables() -> None:
    op.create_table(
        "school_terms",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_school_terms_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_terms")),
        sa.UniqueConstraint("name", name=op.f("uq_school_terms_name")),
        sa.UniqueConstraint("starts_on", name=op.f("uq_school_terms_starts_on")),
    )
    op.create_table(
        "summary_quotes",
        sa.Column("summary_id", KEY, nullable=False),
        sa.Column("said", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["summary_id"], ["summaries.id"], name=op.f("fk_summary_quotes_summary_id")),
        sa.PrimaryKeyConstraint("summary_id", "said", name=op.f("pk_summary_quotes")),
    )
    op.create_table(
        "summary_files",
        sa.Column("id", KEY, nullable=False),
        sa.Column("summary_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["summary_id"], ["summaries.id"], name=op.f("fk_summary_files_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_files")),
        sa.UniqueConstraint("summary_id", "kind", name=op.f("uq_summary_files_summary_id_kind")),
    )
    op.create_index(op.f("ix_summary_files_summary_id"), "summary_files", ["summary_id"], unique=False)
    op.create_table(
        "summary_sign_offs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("summary_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("view", sa.String(40), nullable=False),
        sa.Column("with_supporter", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_summary_sign_offs_by_id")),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summaries.id"], name=op.f("fk_summary_sign_offs_summary_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_sign_offs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summary_sign_offs_public_id")),
    )
    op.create_index(
        op.f("ix_summary_sign_offs_summary_id"), "summary_sign_offs", ["summary_id"], unique=False
    )
    op.create_table(
        "body_tasks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("summary_id", KEY, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("what_for_children", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("child_words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_body_tasks_body_id")),
        sa.ForeignKeyConstraint(["summary_id"], ["summaries.id"], name=op.f("fk_body_tasks_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_tasks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_body_tasks_public_id")),
    )
    op.create_index("ix_body_tasks_body_id_closed_at", "body_tasks", ["body_id", "closed_at"], unique=False)
    op.create_index(op.f("ix_body_tasks_summary_id"), "body_tasks", ["summary_id"], unique=False)
    refuse("body_tasks_no_delete", "body_tasks", "DELETE", because="What a body owes is never deleted")


def downgrade() -> None:
    """Go back: what was on its way is a draft again, and what was published stays so."""
    with op.batch_alter_table("body_schedules") as table:
        table.drop_column("school_days")
    drop("body_tasks_no_delete", "body_tasks")
    for name in ("body_tasks", "summary_sign_offs", "summary_files", "summary_quotes", "school_terms"):
        op.drop_table(name)
    for name, _, _, _ in GUARDS:
        drop(name, "summaries")
    op.execute("UPDATE summaries SET state = 'published' WHERE state IN ('responses_tracked', 'archived')")
    op.execute(
        "UPDATE summaries SET state = 'drafted' WHERE state IN ('cut', 'disclosure_check', 'advisors_edit', "
        "'presented', 'minuted')"
    )
    with op.batch_alter_table("summaries") as table:
        table.drop_constraint(op.f("uq_summaries_replaces_id"), type_="unique")
        for name in ("checked_by_id", "meeting_id", "replaces_id"):
            table.drop_constraint(op.f(f"fk_summaries_{name}"), type_="foreignkey")
        for name in ("checked_by_another", "published_whole"):
            table.drop_constraint(op.f(f"ck_summaries_{name}"), type_="check")
        table.create_check_constraint(
            op.f("ck_summaries_published_whole"), f"state <> 'published' OR ({WHOLE})"
        )
        for name in (
            "notes", "ordering", "checked_by_id", "checked_at", "meeting_id", "minute", "minuted_at", "archived_at",
            "version", "replaces_id", "version_note", "replaced_at",
        ):  # fmt: skip
            table.drop_column(name)
    for name, verb, when, because in OLD_GUARDS:
        refuse(name, "summaries", verb, because=because, when=when)

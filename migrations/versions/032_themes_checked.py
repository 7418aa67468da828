"""Themes: tags, how pieces came in, what young advisors say of them; answers passed on, told, and what they changed.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "032"
down_revision = "031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.add_column("themes", sa.Column("framework", sa.String(40), nullable=True))
    op.add_column("themes", sa.Column("shift", sa.String(40), nullable=True))
    op.add_column("themes", sa.Column("worded_at", sa.DateTime(), nullable=True))
    op.add_column("themes", sa.Column("sent_checked", sa.String(40), nullable=False, server_default=""))
    op.add_column("themes", sa.Column("why_anyway", sa.Text(), nullable=False, server_default=""))
    op.add_column("theme_items", sa.Column("placed", sa.String(40), nullable=False, server_default="by_hand"))
    op.add_column(
        "theme_items", sa.Column("differs", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("answers", sa.Column("influence", sa.String(40), nullable=True))
    op.add_column("answers", sa.Column("passed_to", sa.Text(), nullable=False, server_default=""))
    _checks()
    _passing_and_telling()


def downgrade() -> None:
    """Go back."""
    for table in ("tellings", "theme_passes", "theme_checks", "theme_check_requests", "not_in_theme"):
        op.drop_table(table)
    for table, columns in (
        ("answers", ("passed_to", "influence")),
        ("theme_items", ("differs", "placed")),
        ("themes", ("why_anyway", "sent_checked", "worded_at", "shift", "framework")),
    ):
        for column in columns:
            op.drop_column(table, column)


def _checks() -> None:
    op.create_table(
        "not_in_theme",
        sa.Column("theme_id", KEY, nullable=False),
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_not_in_theme_by_id")),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_not_in_theme_feedback_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_not_in_theme_theme_id")),
        sa.PrimaryKeyConstraint("theme_id", "feedback_id", name=op.f("pk_not_in_theme")),
    )
    op.create_index(op.f("ix_not_in_theme_feedback_id"), "not_in_theme", ["feedback_id"], unique=False)
    op.create_table(
        "theme_check_requests",
        sa.Column("id", KEY, nullable=False),
        sa.Column("theme_id", KEY, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_theme_check_requests_asked_by_id")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_theme_check_requests_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_check_requests")),
    )
    op.create_index(
        "ix_theme_check_requests_theme_asked", "theme_check_requests", ["theme_id", "asked_at"], unique=False
    )
    op.create_table(
        "theme_checks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("view", sa.String(40), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_theme_checks_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["theme_check_requests.id"], name=op.f("fk_theme_checks_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_checks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_theme_checks_public_id")),
    )
    op.create_index("ix_theme_checks_request_by", "theme_checks", ["request_id", "by_id"], unique=False)


def _passing_and_telling() -> None:
    op.create_table(
        "theme_passes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("theme_id", KEY, nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        sa.Column("to_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name=op.f("fk_theme_passes_from_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_theme_passes_theme_id")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_theme_passes_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_passes")),
    )
    op.create_index(op.f("ix_theme_passes_theme_id"), "theme_passes", ["theme_id"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("answer_id", KEY, nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_tellings_answer_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_tellings_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tellings_public_id")),
    )
    op.create_index(op.f("ix_tellings_answer_id"), "tellings", ["answer_id"], unique=False)

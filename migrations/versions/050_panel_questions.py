"""Packs about any question, for a panel of young advisors: what is asked, each one's view, and the answer.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "050"
down_revision = "049"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WRITTEN = ("team_id", "to_id", "title", "asked", "careful", "reply_by", "why_sooner", "by_id", "at")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "panel_questions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("to_id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("careful", sa.Text(), nullable=False),
        sa.Column("reply_by", sa.DateTime(), nullable=False),
        sa.Column("why_sooner", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("followed", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_panel_questions_team_id")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_panel_questions_to_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_panel_questions_by_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_panel_questions_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_questions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_questions_public_id")),
    )
    op.create_index(op.f("ix_panel_questions_team_id"), "panel_questions", ["team_id"], unique=False)
    op.create_index(op.f("ix_panel_questions_to_id"), "panel_questions", ["to_id"], unique=False)
    op.create_table(
        "panel_views",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("view", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["panel_questions.id"], name=op.f("fk_panel_views_question_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_panel_views_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_views")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_views_public_id")),
    )
    op.create_index(op.f("ix_panel_views_question_id"), "panel_views", ["question_id"], unique=False)
    op.create_index(op.f("ix_panel_views_by_id"), "panel_views", ["by_id"], unique=False)
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in WRITTEN)
    refuse(
        "panel_questions_answered_once", "panel_questions", "UPDATE",
        because="what a panel is asked stands, and is answered once", when=f"OLD.answered_at IS NOT NULL OR {changed}",
    )  # fmt: skip
    refuse("panel_questions_no_delete", "panel_questions", "DELETE", because="what a panel is asked is kept")
    append_only("panel_views", because="What a young advisor said stands; thinking again is a new row")


def downgrade() -> None:
    """Go back."""
    drop_append_only("panel_views")
    drop("panel_questions_no_delete", "panel_questions")
    drop("panel_questions_answered_once", "panel_questions")
    op.drop_index(op.f("ix_panel_views_by_id"), table_name="panel_views")
    op.drop_index(op.f("ix_panel_views_question_id"), table_name="panel_views")
    op.drop_table("panel_views")
    op.drop_index(op.f("ix_panel_questions_to_id"), table_name="panel_questions")
    op.drop_index(op.f("ix_panel_questions_team_id"), table_name="panel_questions")
    op.drop_table("panel_questions")

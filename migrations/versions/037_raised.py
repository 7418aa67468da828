"""What young advisors raise with senior leaders, and the group talk of their panel.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "037"
down_revision = "036"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "raised_items",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("to_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_raised_items_team_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_raised_items_by_id")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_raised_items_to_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_raised_items_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raised_items")),
        sa.UniqueConstraint("public_id", name=op.f("uq_raised_items_public_id")),
    )
    for column in ("team_id", "by_id", "to_id"):
        op.create_index(op.f(f"ix_raised_items_{column}"), "raised_items", [column])
    op.create_table(
        "panel_posts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_panel_posts_team_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_panel_posts_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_posts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_posts_public_id")),
    )
    op.create_index(op.f("ix_panel_posts_team_id"), "panel_posts", ["team_id"])
    append_only("panel_posts", because="what was said to a panel is kept as it was")
    refuse(
        "raised_items_answered_once", "raised_items", "UPDATE", because="what was raised is answered once",
        when="OLD.answered_at IS NOT NULL",
    )  # fmt: skip
    refuse("raised_items_no_delete", "raised_items", "DELETE", because="what was raised is kept")


def downgrade() -> None:
    """Go back."""
    drop("raised_items_no_delete", "raised_items")
    drop("raised_items_answered_once", "raised_items")
    drop_append_only("panel_posts")
    op.drop_table("panel_posts")
    op.drop_table("raised_items")

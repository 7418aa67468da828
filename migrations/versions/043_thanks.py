"""Thank-yous and expenses of young advisors, and how they were after taking part.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "043"
down_revision = "042"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "thanks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("what_for", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("held_id", KEY, nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_thanks_is_money")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_thanks_team_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_thanks_user_id")),
        sa.ForeignKeyConstraint(["held_id"], ["held_entries.id"], name=op.f("fk_thanks_held_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_thanks_public_id")),
    )
    for column in ("team_id", "user_id", "held_id"):
        op.create_index(op.f(f"ix_thanks_{column}"), "thanks", [column])
    op.create_table(
        "checked_in_after",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("feeling", sa.String(40), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_checked_in_after_team_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_checked_in_after_user_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_checked_in_after_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_in_after")),
    )
    op.create_index(op.f("ix_checked_in_after_user_id"), "checked_in_after", ["user_id"])
    append_only("checked_in_after", because="how somebody was is kept as it was noted")


def downgrade() -> None:
    """Go back."""
    drop_append_only("checked_in_after")
    op.drop_table("checked_in_after")
    op.drop_table("thanks")

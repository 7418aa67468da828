"""Who was heard and who not: the place's figures, counts, what was shown, plans; the account a listening gives.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "041"
down_revision = "040"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "feedback_drafts", sa.Column("described", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "population_figures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name=op.f("fk_population_figures_added_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_figures")),
        sa.UniqueConstraint("public_id", name=op.f("uq_population_figures_public_id")),
    )
    op.create_index("ix_population_figures_group", "population_figures", ["dimension", "name"], unique=False)
    op.create_table(
        "reach_plans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_reach_plans_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_plans")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reach_plans_public_id")),
    )
    op.create_index("ix_reach_plans_group", "reach_plans", ["dimension", "name"], unique=False)
    op.create_table(
        "reach_counts",
        sa.Column("listening_id", KEY, nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listening_id"], ["listenings.id"], name=op.f("fk_reach_counts_listening_id")
        ),
        sa.PrimaryKeyConstraint("listening_id", "dimension", "name", "quarter", name=op.f("pk_reach_counts")),
    )
    op.create_table(
        "reach_shown",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("until", "dimension", "name", name=op.f("pk_reach_shown")),
    )
    op.create_table(
        "listening_accounts",
        sa.Column("listening_id", KEY, nullable=False),
        *(sa.Column(part, sa.Text(), nullable=False) for part in ("space", "voice", "audience", "influence")),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.Column("again_done_at", sa.DateTime(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_listening_accounts_by_id")),
        sa.ForeignKeyConstraint(
            ["listening_id"], ["listenings.id"], name=op.f("fk_listening_accounts_listening_id")
        ),
        sa.PrimaryKeyConstraint("listening_id", name=op.f("pk_listening_accounts")),
    )
    op.create_index(op.f("ix_listening_accounts_again_on"), "listening_accounts", ["again_on"], unique=False)


def downgrade() -> None:
    """Go back."""
    for table in ("listening_accounts", "reach_shown", "reach_counts", "reach_plans", "population_figures"):
        op.drop_table(table)
    op.drop_column("feedback_drafts", "described")

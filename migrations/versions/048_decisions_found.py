"""Decisions are found by their words; one that is called in may go ahead on other terms; quiet times before elections.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.searching import add_search, drop_search

revision = "048"
down_revision = "047"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = (
    "proposal_title", "reasons", "number", "conditions", "alternatives", "recommendation", "decided_by", "decider_name",
)  # fmt: skip


def upgrade() -> None:
    """Go forward."""
    add_search(*WORDS, table="decisions")
    op.add_column("call_in_answers", sa.Column("awarded_pence", sa.BigInteger(), nullable=True))
    op.add_column("call_in_answers", sa.Column("conditions", sa.Text(), nullable=True))
    op.add_column("call_in_answers", sa.Column("shares", sa.JSON(), nullable=True))
    op.create_table(
        "election_periods",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("team_id", KEY, nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("polls_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.CheckConstraint("starts_on <= polls_on", name=op.f("ck_election_periods_in_order")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_election_periods_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_periods")),
        sa.UniqueConstraint("public_id", name=op.f("uq_election_periods_public_id")),
    )
    op.create_index(op.f("ix_election_periods_polls_on"), "election_periods", ["polls_on"], unique=False)
    op.create_index(op.f("ix_election_periods_team_id"), "election_periods", ["team_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_election_periods_team_id"), table_name="election_periods")
    op.drop_index(op.f("ix_election_periods_polls_on"), table_name="election_periods")
    op.drop_table("election_periods")
    for column in ("shares", "conditions", "awarded_pence"):
        op.drop_column("call_in_answers", column)
    drop_search("decisions")

"""Young researchers: who was trained, what they ask, what they found and the idea they made of it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "054"
down_revision = "053"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "research_trainings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("user_id <> by_id", name=op.f("ck_research_trainings_another_person")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_research_trainings_user_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_research_trainings_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_trainings")),
    )
    op.create_index(op.f("ix_research_trainings_user_id"), "research_trainings", ["user_id"])
    op.create_table(
        "researches",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("listening_id", KEY, nullable=True),
        sa.Column("not_yet", sa.Text(), nullable=False),
        sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_researches_team_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_researches_by_id")),
        sa.ForeignKeyConstraint(["listening_id"], ["listenings.id"], name=op.f("fk_researches_listening_id")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["users.id"], name=op.f("fk_researches_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_researches")),
        sa.UniqueConstraint("listening_id", name=op.f("uq_researches_listening_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_researches_public_id")),
    )
    op.create_index(op.f("ix_researches_team_id"), "researches", ["team_id"])
    op.create_index(op.f("ix_researches_by_id"), "researches", ["by_id"])
    op.create_table(
        "research_findings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("research_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("proposal_id", KEY, nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["research_id"], ["researches.id"], name=op.f("fk_research_findings_research_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_research_findings_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_findings")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_research_findings_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_research_findings_public_id")),
    )
    op.create_index(op.f("ix_research_findings_research_id"), "research_findings", ["research_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("research_findings")
    op.drop_table("researches")
    op.drop_table("research_trainings")

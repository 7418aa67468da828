"""Interests, the register of decisions, and awards.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "interests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_interests_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interests_public_id")),
        sa.UniqueConstraint("user_id", "proposal_id", name=op.f("uq_interests_user_id_proposal_id")),
    )
    op.create_index(op.f("ix_interests_proposal_id"), "interests", ["proposal_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("proposal_title", sa.Text(), nullable=False),
        sa.Column("round_id", sa.Text(), nullable=True),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decider_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decider_name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("asked_pence", sa.BigInteger(), nullable=False),
        sa.Column("awarded_pence", sa.BigInteger(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["decider_id"], ["users.id"], name=op.f("fk_decisions_decider_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_decisions_pot_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_decisions_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("number", name=op.f("uq_decisions_number")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_decisions_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decisions_public_id")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_decisions_year_serial")),
    )
    op.create_index(op.f("ix_decisions_at"), "decisions", ["at"], unique=False)
    op.create_index(op.f("ix_decisions_decider_id"), "decisions", ["decider_id"], unique=False)
    op.create_index(op.f("ix_decisions_outcome"), "decisions", ["outcome"], unique=False)
    op.create_index(op.f("ix_decisions_pot_id"), "decisions", ["pot_id"], unique=False)
    op.create_index(op.f("ix_decisions_round_id"), "decisions", ["round_id"], unique=False)
    op.create_index(op.f("ix_decisions_team_id"), "decisions", ["team_id"], unique=False)
    op.create_table(
        "awards",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipient_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("offered_at", sa.DateTime(), nullable=False),
        sa.Column("accept_by", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_awards_is_money")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_awards_decision_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_awards_pot_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["users.id"], name=op.f("fk_awards_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_awards_decision_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_awards_public_id")),
    )
    op.create_index(op.f("ix_awards_pot_id"), "awards", ["pot_id"], unique=False)
    op.create_index(op.f("ix_awards_proposal_id"), "awards", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_awards_recipient_id"), "awards", ["recipient_id"], unique=False)
    op.create_index(op.f("ix_awards_state"), "awards", ["state"], unique=False)
    op.create_table(
        "award_shares",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("award_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_award_shares_is_money")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_award_shares_area_id")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_award_shares_award_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_shares")),
        sa.UniqueConstraint("award_id", "area_id", name=op.f("uq_award_shares_award_id_area_id")),
    )
    op.create_index(op.f("ix_award_shares_area_id"), "award_shares", ["area_id"], unique=False)

    append_only("interests", because="A declared interest stays on record")
    append_only("decisions", because="The register of decisions is only ever added to")


def downgrade() -> None:
    """Go back."""
    drop_append_only("decisions")
    drop_append_only("interests")
    op.drop_index(op.f("ix_award_shares_area_id"), table_name="award_shares")
    op.drop_table("award_shares")
    op.drop_index(op.f("ix_awards_state"), table_name="awards")
    op.drop_index(op.f("ix_awards_recipient_id"), table_name="awards")
    op.drop_index(op.f("ix_awards_proposal_id"), table_name="awards")
    op.drop_index(op.f("ix_awards_pot_id"), table_name="awards")
    op.drop_table("awards")
    op.drop_index(op.f("ix_decisions_team_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_round_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_pot_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_outcome"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_decider_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_at"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_interests_proposal_id"), table_name="interests")
    op.drop_table("interests")

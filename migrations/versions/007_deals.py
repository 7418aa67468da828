"""Deals, their pairs, agreements and check-ins.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "deals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_deals_made_by_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_deals_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deals")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deals_public_id")),
    )
    op.create_index(op.f("ix_deals_state"), "deals", ["state"], unique=False)
    op.create_index(op.f("ix_deals_team_id"), "deals", ["team_id"], unique=False)
    op.create_table(
        "deal_agreements",
        sa.Column("deal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_agreements_deal_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_agreements_user_id")),
        sa.PrimaryKeyConstraint("deal_id", "version", "side", name=op.f("pk_deal_agreements")),
    )
    op.create_table(
        "deal_pairs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("our_text", sa.Text(), nullable=False),
        sa.Column("our_owner", sa.Text(), nullable=False),
        sa.Column("our_by", sa.Date(), nullable=True),
        sa.Column("your_text", sa.Text(), nullable=False),
        sa.Column("your_owner", sa.Text(), nullable=False),
        sa.Column("your_by", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("waits_at_gate", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_pairs_deal_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_deal_pairs_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_pairs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_pairs_public_id")),
    )
    op.create_index(op.f("ix_deal_pairs_deal_id"), "deal_pairs", ["deal_id"], unique=False)
    op.create_table(
        "deal_check_ins",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pair_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("progress", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("waits_at_gate", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["deal_pairs.id"], name=op.f("fk_deal_check_ins_pair_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_check_ins_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_check_ins")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_check_ins_public_id")),
    )
    op.create_index(op.f("ix_deal_check_ins_at"), "deal_check_ins", ["at"], unique=False)
    op.create_index(op.f("ix_deal_check_ins_pair_id"), "deal_check_ins", ["pair_id"], unique=False)

    append_only("deal_check_ins", because="A check-in is never changed")
    append_only("deal_agreements", because="An agreement is never changed")


def downgrade() -> None:
    """Go back."""
    drop_append_only("deal_agreements")
    drop_append_only("deal_check_ins")
    op.drop_index(op.f("ix_deal_check_ins_pair_id"), table_name="deal_check_ins")
    op.drop_index(op.f("ix_deal_check_ins_at"), table_name="deal_check_ins")
    op.drop_table("deal_check_ins")
    op.drop_index(op.f("ix_deal_pairs_deal_id"), table_name="deal_pairs")
    op.drop_table("deal_pairs")
    op.drop_table("deal_agreements")
    op.drop_index(op.f("ix_deals_team_id"), table_name="deals")
    op.drop_index(op.f("ix_deals_state"), table_name="deals")
    op.drop_table("deals")

"""The rules of pots, what is counted about areas, allocations by formula, match, and where a fund comes from.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "016"
down_revision = "015"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "area_figures": "A figure is never changed; a newer one is added",
    "allocations": "How a sum was shared stays as it was shown",
    "match_shown": "Evidence stays as it was recorded",
}
REWRITTEN = (
    "NEW.pot_id <> OLD.pot_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.kind <> OLD.kind OR NEW.what <> OLD.what "
    "OR NEW.value_pence <> OLD.value_pence OR COALESCE(NEW.minutes, 0) <> COALESCE(OLD.minutes, 0) "
    "OR OLD.withdrawn_at IS NOT NULL"
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "area_figures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_area_figures_counts_from_nought")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_figures_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_figures")),
    )
    op.create_index(
        "ix_area_figures_area_id_kind_as_of", "area_figures", ["area_id", "kind", "as_of"], unique=False
    )
    op.create_table(
        "allocations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("formula", sa.String(40), nullable=False),
        sa.Column("total_pence", sa.BigInteger(), nullable=False),
        sa.Column("working", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_allocations_entry_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_allocations_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_allocations_entry_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_allocations_public_id")),
    )
    op.create_index(op.f("ix_allocations_pot_id"), "allocations", ["pot_id"], unique=False)
    op.create_table(
        "match_offers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("value_pence", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("value_pence > 0", name=op.f("ck_match_offers_is_worth_something")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_match_offers_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_offers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_match_offers_public_id")),
    )
    op.create_index(op.f("ix_match_offers_pot_id"), "match_offers", ["pot_id"], unique=False)
    op.create_index(op.f("ix_match_offers_proposal_id"), "match_offers", ["proposal_id"], unique=False)
    op.create_table(
        "pot_terms",
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("least_award_pence", sa.BigInteger(), nullable=True),
        sa.Column("ages_from", sa.Integer(), nullable=True),
        sa.Column("ages_to", sa.Integer(), nullable=True),
        sa.Column("applicants", sa.String(40), nullable=False),
        sa.Column("match_percent", sa.Integer(), nullable=False),
        sa.Column("hour_pence", sa.BigInteger(), nullable=True),
        sa.Column("hour_source", sa.Text(), nullable=False),
        sa.Column("carry", sa.String(40), nullable=False),
        sa.Column("pledged_pence", sa.BigInteger(), nullable=True),
        sa.Column("pledged_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ages_from IS NULL OR ages_to IS NULL OR ages_from <= ages_to",
            name=op.f("ck_pot_terms_ages_in_order"),
        ),
        sa.CheckConstraint("hour_pence IS NULL OR hour_pence > 0", name=op.f("ck_pot_terms_hour_is_money")),
        sa.CheckConstraint(
            "least_award_pence IS NULL OR least_award_pence > 0", name=op.f("ck_pot_terms_least_is_money")
        ),
        sa.CheckConstraint("match_percent BETWEEN 0 AND 100", name=op.f("ck_pot_terms_match_is_a_part")),
        sa.CheckConstraint(
            "pledged_pence IS NULL OR pledged_pence > 0", name=op.f("ck_pot_terms_pledge_is_money")
        ),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_pot_terms_pot_id")),
        sa.PrimaryKeyConstraint("pot_id", name=op.f("pk_pot_terms")),
    )
    op.create_table(
        "match_shown",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("value_pence", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("value_pence > 0", name=op.f("ck_match_shown_is_worth_something")),
        sa.ForeignKeyConstraint(["offer_id"], ["match_offers.id"], name=op.f("fk_match_shown_offer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_shown")),
    )
    op.create_index(op.f("ix_match_shown_offer_id"), "match_shown", ["offer_id"], unique=False)
    op.create_table(
        "pot_fences",
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_pot_fences_area_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pot_terms.pot_id"], name=op.f("fk_pot_fences_pot_id")),
        sa.PrimaryKeyConstraint("pot_id", "area_id", name=op.f("pk_pot_fences")),
    )
    op.add_column("funds", sa.Column("source", sa.Text(), nullable=True))
    for table, because in APPEND_ONLY.items():
        append_only(table, because=because)
    because = "What was offered stays as it was offered"
    refuse("match_offers_no_delete", "match_offers", "DELETE", because=because)
    refuse("match_offers_stay", "match_offers", "UPDATE", because=because, when=REWRITTEN)


def downgrade() -> None:
    """Go back."""
    drop("match_offers_no_delete", "match_offers")
    drop("match_offers_stay", "match_offers")
    for table in APPEND_ONLY:
        drop_append_only(table)
    op.drop_column("funds", "source")
    op.drop_table("pot_fences")
    op.drop_index(op.f("ix_match_shown_offer_id"), table_name="match_shown")
    op.drop_table("match_shown")
    op.drop_table("pot_terms")
    op.drop_index(op.f("ix_match_offers_proposal_id"), table_name="match_offers")
    op.drop_index(op.f("ix_match_offers_pot_id"), table_name="match_offers")
    op.drop_table("match_offers")
    op.drop_index(op.f("ix_allocations_pot_id"), table_name="allocations")
    op.drop_table("allocations")
    op.drop_index("ix_area_figures_area_id_kind_as_of", table_name="area_figures")
    op.drop_table("area_figures")

"""Comparisons with the council's general ledger.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "020"
down_revision = "019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIGURES = "The figures of a comparison never change"
CHANGED = (
    "NEW.reconciliation_id <> OLD.reconciliation_id OR NEW.number <> OLD.number OR NEW.verdict <> OLD.verdict "
    "OR NEW.way <> OLD.way OR COALESCE(NEW.entry_id, 0) <> COALESCE(OLD.entry_id, 0) "
    "OR COALESCE(NEW.our_pence, -1) <> COALESCE(OLD.our_pence, -1) "
    "OR COALESCE(NEW.their_pence, -1) <> COALESCE(OLD.their_pence, -1) "
    "OR NEW.their_reference <> OLD.their_reference OR NEW.their_description <> OLD.their_description"
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "reconciliations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pot_id", KEY, nullable=True),
        sa.Column("fund_id", KEY, nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "(pot_id IS NULL) <> (fund_id IS NULL)", name=op.f("ck_reconciliations_one_pot_or_one_fund")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_reconciliations_fund_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_reconciliations_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reconciliations_public_id")),
    )
    for column in ("fund_id", "month", "pot_id"):
        op.create_index(op.f(f"ix_reconciliations_{column}"), "reconciliations", [column], unique=False)
    op.create_table(
        "reconciliation_rows",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reconciliation_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("entry_id", KEY, nullable=True),
        sa.Column("our_day", sa.Date(), nullable=True),
        sa.Column("our_pence", sa.BigInteger(), nullable=True),
        sa.Column("their_row", sa.Integer(), nullable=True),
        sa.Column("their_day", sa.Date(), nullable=True),
        sa.Column("their_pence", sa.BigInteger(), nullable=True),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("their_description", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_name", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entries.id"], name=op.f("fk_reconciliation_rows_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"],
            ["reconciliations.id"],
            name=op.f("fk_reconciliation_rows_reconciliation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation_rows")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reconciliation_rows_public_id")),
        sa.UniqueConstraint(
            "reconciliation_id", "number", name=op.f("uq_reconciliation_rows_reconciliation_id_number")
        ),
    )
    op.create_index(
        op.f("ix_reconciliation_rows_entry_id"), "reconciliation_rows", ["entry_id"], unique=False
    )
    append_only("reconciliations", because=FIGURES)
    refuse("reconciliation_rows_no_delete", "reconciliation_rows", "DELETE", because=FIGURES)
    refuse("reconciliation_rows_figures", "reconciliation_rows", "UPDATE", because=FIGURES, when=CHANGED)


def downgrade() -> None:
    """Go back."""
    drop("reconciliation_rows_figures", "reconciliation_rows")
    drop("reconciliation_rows_no_delete", "reconciliation_rows")
    drop_append_only("reconciliations")
    op.drop_index(op.f("ix_reconciliation_rows_entry_id"), table_name="reconciliation_rows")
    op.drop_table("reconciliation_rows")
    for column in ("pot_id", "month", "fund_id"):
        op.drop_index(op.f(f"ix_reconciliations_{column}"), table_name="reconciliations")
    op.drop_table("reconciliations")

"""Funds, pots and the ledger.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.ledger_guards import ADDED_TO, guard, unguard
from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "funds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funds")),
        sa.UniqueConstraint("name", name=op.f("uq_funds_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_funds_public_id")),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_entries.id"], name=op.f("fk_ledger_entries_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_ledger_entries_dedupe_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ledger_entries_public_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_entries_reverses_id")),
    )
    op.create_index(op.f("ix_ledger_entries_at"), "ledger_entries", ["at"], unique=False)
    op.create_table(
        "pots",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fund_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_route", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("financial_year", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("ring_fence", sa.Text(), nullable=False),
        sa.Column("max_award_pence", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "max_award_pence IS NULL OR max_award_pence > 0", name=op.f("ck_pots_limit_is_money")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_pots_fund_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_pots_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pots")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pots_public_id")),
        sa.UniqueConstraint(
            "team_id", "name", "financial_year", name=op.f("uq_pots_team_id_name_financial_year")
        ),
    )
    op.create_index(op.f("ix_pots_fund_id"), "pots", ["fund_id"], unique=False)
    op.create_index(op.f("ix_pots_state"), "pots", ["state"], unique=False)
    op.create_index(op.f("ix_pots_team_id"), "pots", ["team_id"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fund_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("award_id", sa.Text(), nullable=True),
        sa.Column("may_go_below_zero", sa.Boolean(), nullable=False),
        sa.Column("balance_pence", sa.BigInteger(), nullable=False),
        sa.Column("last_line_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("may_go_below_zero OR balance_pence >= 0", name=op.f("ck_accounts_not_overdrawn")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_accounts_area_id")),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_accounts_fund_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_accounts_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("code", name=op.f("uq_accounts_code")),
    )
    op.create_index(op.f("ix_accounts_area_id"), "accounts", ["area_id"], unique=False)
    op.create_index(op.f("ix_accounts_award_id"), "accounts", ["award_id"], unique=False)
    op.create_index(op.f("ix_accounts_fund_id"), "accounts", ["fund_id"], unique=False)
    op.create_index("ix_accounts_pot_id_kind", "accounts", ["pot_id", "kind"], unique=False)
    op.create_table(
        "pot_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_pot_lines_area_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_pot_lines_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pot_lines")),
        sa.UniqueConstraint("pot_id", "area_id", name=op.f("uq_pot_lines_pot_id_area_id")),
    )
    op.create_index(op.f("ix_pot_lines_area_id"), "pot_lines", ["area_id"], unique=False)
    op.create_table(
        "ledger_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "amount_pence BETWEEN 1 AND 100000000000", name=op.f("ck_ledger_lines_moves_something")
        ),
        sa.CheckConstraint("from_account_id <> to_account_id", name=op.f("ck_ledger_lines_goes_somewhere")),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_ledger_lines_entry_id")),
        sa.ForeignKeyConstraint(
            ["from_account_id"], ["accounts.id"], name=op.f("fk_ledger_lines_from_account_id")
        ),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_ledger_lines_pot_id")),
        sa.ForeignKeyConstraint(
            ["to_account_id"], ["accounts.id"], name=op.f("fk_ledger_lines_to_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_lines")),
    )
    op.create_index(op.f("ix_ledger_lines_entry_id"), "ledger_lines", ["entry_id"], unique=False)
    op.create_index(
        op.f("ix_ledger_lines_from_account_id"), "ledger_lines", ["from_account_id"], unique=False
    )
    op.create_index("ix_ledger_lines_pot_id_entry_id", "ledger_lines", ["pot_id", "entry_id"], unique=False)
    op.create_index(op.f("ix_ledger_lines_to_account_id"), "ledger_lines", ["to_account_id"], unique=False)

    append_only("ledger_entries", because=ADDED_TO)
    append_only("ledger_lines", because=ADDED_TO)
    refuse("accounts_no_delete", "accounts", "DELETE", because="An account is never deleted")
    guard()


def downgrade() -> None:
    """Go back."""
    unguard()
    drop("accounts_no_delete", "accounts")
    drop_append_only("ledger_lines")
    drop_append_only("ledger_entries")
    op.drop_index(op.f("ix_ledger_lines_to_account_id"), table_name="ledger_lines")
    op.drop_index("ix_ledger_lines_pot_id_entry_id", table_name="ledger_lines")
    op.drop_index(op.f("ix_ledger_lines_from_account_id"), table_name="ledger_lines")
    op.drop_index(op.f("ix_ledger_lines_entry_id"), table_name="ledger_lines")
    op.drop_table("ledger_lines")
    op.drop_index(op.f("ix_pot_lines_area_id"), table_name="pot_lines")
    op.drop_table("pot_lines")
    op.drop_index("ix_accounts_pot_id_kind", table_name="accounts")
    op.drop_index(op.f("ix_accounts_fund_id"), table_name="accounts")
    op.drop_index(op.f("ix_accounts_award_id"), table_name="accounts")
    op.drop_index(op.f("ix_accounts_area_id"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_index(op.f("ix_pots_team_id"), table_name="pots")
    op.drop_index(op.f("ix_pots_state"), table_name="pots")
    op.drop_index(op.f("ix_pots_fund_id"), table_name="pots")
    op.drop_table("pots")
    op.drop_index(op.f("ix_ledger_entries_at"), table_name="ledger_entries")
    op.drop_table("ledger_entries")
    op.drop_table("funds")

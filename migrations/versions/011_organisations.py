"""Organisations, and the one an award is made out to.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "011"
down_revision = "010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "organisations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("is_enterprise", sa.Boolean(), nullable=False),
        sa.Column("enterprise_said_on", sa.Date(), nullable=True),
        sa.Column("accountable_id", KEY, nullable=True),
        sa.Column("bank_checked_on", sa.Date(), nullable=True),
        sa.Column("bank_checked_by_id", KEY, nullable=True),
        sa.Column("bank_check", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "(scheme IS NULL) = (number IS NULL)", name=op.f("ck_organisations_registered_whole")
        ),
        sa.CheckConstraint(
            "accountable_id IS NULL OR accountable_id <> id",
            name=op.f("ck_organisations_answers_for_another"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_organisations_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["accountable_id"], ["organisations.id"], name=op.f("fk_organisations_accountable_id")
        ),
        sa.ForeignKeyConstraint(
            ["bank_checked_by_id"], ["users.id"], name=op.f("fk_organisations_bank_checked_by_id")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_organisations_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisations_public_id")),
        sa.UniqueConstraint("scheme", "number", name=op.f("uq_organisations_scheme_number")),
    )
    op.create_index(op.f("ix_organisations_name"), "organisations", ["name"], unique=False)
    op.create_index(
        op.f("ix_organisations_accountable_id"), "organisations", ["accountable_id"], unique=False
    )
    with op.batch_alter_table("awards") as awards:
        awards.add_column(sa.Column("organisation_id", KEY, nullable=True))
        awards.create_foreign_key(
            op.f("fk_awards_organisation_id"), "organisations", ["organisation_id"], ["id"]
        )
        awards.create_index(op.f("ix_awards_organisation_id"), ["organisation_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("awards") as awards:
        awards.drop_index(op.f("ix_awards_organisation_id"))
        awards.drop_constraint(op.f("fk_awards_organisation_id"), type_="foreignkey")
        awards.drop_column("organisation_id")
    op.drop_index(op.f("ix_organisations_accountable_id"), table_name="organisations")
    op.drop_index(op.f("ix_organisations_name"), table_name="organisations")
    op.drop_table("organisations")

"""Virtual budgets: lines of partners' own, their years, changes with notice, shortfalls, signs and reviews.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "023"
down_revision = "022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PUBLIC = (
    "virtual_budgets",
    "virtual_lines",
    "virtual_changes",
    "virtual_shortfalls",
    "virtual_indicators",
    "virtual_reviews",
)
NOTICE = (
    "NEW.line_id <> OLD.line_id OR NEW.financial_year <> OLD.financial_year OR NEW.wanted_pence <> OLD.wanted_pence "
    "OR NEW.reason <> OLD.reason OR NEW.from_day <> OLD.from_day OR OLD.applied_at IS NOT NULL"
)
FALLEN = (
    "NEW.amount_pence <> OLD.amount_pence OR NEW.owner <> OLD.owner OR NEW.line_id <> OLD.line_id "
    "OR OLD.settled_at IS NOT NULL"
)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _keys(table: str, **references: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in references.items()
    ]


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    public = (
        [
            sa.Column("public_id", sa.String(length=12), nullable=False),
            sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        ]
        if name in PUBLIC
        else []
    )
    whole = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, sa.Column("id", KEY, nullable=False), *parts, *public, whole)


def upgrade() -> None:
    """Go forward."""
    _table(
        "virtual_budgets",
        *_words("name", "outcome", "first_year"),
        sa.Column("how_many", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("pot_id", KEY, nullable=True),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("how_many BETWEEN 1 AND 10", name=op.f("ck_virtual_budgets_years")),
        sa.UniqueConstraint("name", name=op.f("uq_virtual_budgets_name")),
        *_keys("virtual_budgets", pot_id="pots", made_by_id="users"),
    )
    op.create_index(op.f("ix_virtual_budgets_state"), "virtual_budgets", ["state"], unique=False)
    _table(
        "virtual_lines",
        sa.Column("budget_id", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        *_words("owner", "reporter"),
        sa.Column("base_pence", sa.BigInteger(), nullable=True),
        sa.Column("hundredths", sa.Integer(), nullable=True),
        *_words("cost_here", "benefits"),
        sa.Column("pledged_by_id", KEY, nullable=True),
        sa.Column("pledged_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "hundredths IS NULL OR hundredths BETWEEN 1 AND 10000", name=op.f("ck_virtual_lines_is_a_part")
        ),
        sa.UniqueConstraint(
            "budget_id", "organisation_id", name=op.f("uq_virtual_lines_budget_id_organisation_id")
        ),
        *_keys(
            "virtual_lines",
            budget_id="virtual_budgets",
            organisation_id="organisations",
            pledged_by_id="users",
        ),
    )
    op.create_index(
        op.f("ix_virtual_lines_organisation_id"), "virtual_lines", ["organisation_id"], unique=False
    )
    _table(
        "virtual_years",
        sa.Column("line_id", KEY, nullable=False),
        *_words("financial_year"),
        sa.Column("pledged_pence", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("pledged_pence >= 0", name=op.f("ck_virtual_years_is_money")),
        sa.UniqueConstraint(
            "line_id", "financial_year", name=op.f("uq_virtual_years_line_id_financial_year")
        ),
        *_keys("virtual_years", line_id="virtual_lines"),
    )
    _table(
        "virtual_changes",
        sa.Column("line_id", KEY, nullable=False),
        *_words("financial_year"),
        sa.Column("before_pence", sa.BigInteger(), nullable=False),
        sa.Column("wanted_pence", sa.BigInteger(), nullable=False),
        *_words("reason", "shortfall_owner"),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("given_by_id", KEY, nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        *_keys("virtual_changes", line_id="virtual_lines", given_by_id="users"),
    )
    op.create_index(op.f("ix_virtual_changes_line_id"), "virtual_changes", ["line_id"], unique=False)
    op.create_index("ix_virtual_changes_due", "virtual_changes", ["applied_at", "from_day"], unique=False)
    _table(
        "virtual_shortfalls",
        sa.Column("line_id", KEY, nullable=False),
        sa.Column("change_id", KEY, nullable=False),
        *_words("financial_year"),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        *_words("owner"),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        *_words("settled_how"),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_virtual_shortfalls_is_money")),
        sa.UniqueConstraint("change_id", name=op.f("uq_virtual_shortfalls_change_id")),
        *_keys("virtual_shortfalls", line_id="virtual_lines", change_id="virtual_changes"),
    )
    op.create_index(op.f("ix_virtual_shortfalls_line_id"), "virtual_shortfalls", ["line_id"], unique=False)
    _table(
        "virtual_indicators",
        sa.Column("budget_id", KEY, nullable=False),
        *_words("name", "baseline", "target", "source", "owner"),
        sa.Column("due_after", sa.Integer(), nullable=False),
        *_keys("virtual_indicators", budget_id="virtual_budgets"),
    )
    op.create_index(
        op.f("ix_virtual_indicators_budget_id"), "virtual_indicators", ["budget_id"], unique=False
    )
    _table(
        "virtual_reviews",
        sa.Column("budget_id", KEY, nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        *_words("words"),
        sa.Column("action", sa.String(40), nullable=True),
        sa.Column("reviewed_by_id", KEY, nullable=False),
        sa.Column("reviewed_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("budget_id", "after", name=op.f("uq_virtual_reviews_budget_id_after")),
        *_keys("virtual_reviews", budget_id="virtual_budgets", reviewed_by_id="users"),
    )
    refuse(
        "virtual_changes_stand",
        "virtual_changes",
        "UPDATE",
        when=NOTICE,
        because="notice that was given stands",
    )
    refuse(
        "virtual_shortfalls_stand",
        "virtual_shortfalls",
        "UPDATE",
        when=FALLEN,
        because="a shortfall stands as it was found",
    )
    for table in ("virtual_changes", "virtual_shortfalls", "virtual_reviews"):
        refuse(f"{table}_no_delete", table, "DELETE", because="what partners agreed is never deleted")


def downgrade() -> None:
    """Go back."""
    for table in ("virtual_changes", "virtual_shortfalls", "virtual_reviews"):
        drop(f"{table}_no_delete", table)
    drop("virtual_shortfalls_stand", "virtual_shortfalls")
    drop("virtual_changes_stand", "virtual_changes")
    for table in (
        "virtual_reviews", "virtual_indicators", "virtual_shortfalls", "virtual_changes", "virtual_years",
        "virtual_lines", "virtual_budgets",
    ):  # fmt: skip
        op.drop_table(table)

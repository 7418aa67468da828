"""Small sums for front-line workers, their dated limits, and family references.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "019"
down_revision = "018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIMITS = ("at_once", "item", "family", "office")
CHANGED = (
    "NEW.pot_id <> OLD.pot_id OR NEW.area_id <> OLD.area_id OR NEW.family_id <> OLD.family_id OR NEW.item <> OLD.item "
    "OR NEW.goal <> OLD.goal OR NEW.cost_pence <> OLD.cost_pence OR NEW.asked_by_id <> OLD.asked_by_id"
)


def _who(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([c], ["users.id"], name=op.f(f"fk_{table}_{c}")) for c in columns]


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "family_references",
        sa.Column("id", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_family_references_area_id")),
        *_who("family_references", "made_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_references")),
        sa.UniqueConstraint("words", name=op.f("uq_family_references_words")),
    )
    op.create_index(op.f("ix_family_references_area_id"), "family_references", ["area_id"], unique=False)
    op.create_table(
        "small_sum_limits",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pot_id", KEY, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        *[sa.Column(f"{name}_pence", sa.BigInteger(), nullable=False) for name in LIMITS],
        sa.Column("set_by_id", KEY, nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "0 < at_once_pence AND at_once_pence <= item_pence AND item_pence <= family_pence "
            "AND family_pence <= office_pence", name=op.f("ck_small_sum_limits_in_order"),
        ),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_small_sum_limits_pot_id")),
        *_who("small_sum_limits", "set_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_sum_limits")),
        sa.UniqueConstraint("public_id", name=op.f("uq_small_sum_limits_public_id")),
    )  # fmt: skip
    op.create_index(
        "ix_small_sum_limits_pot_id_starts_on", "small_sum_limits", ["pot_id", "starts_on"], unique=False
    )
    op.create_table(
        "small_sums",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pot_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("family_id", KEY, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("need", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("cost_pence", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("spent_pence", sa.BigInteger(), nullable=True),
        sa.Column("bought_on", sa.Date(), nullable=True),
        sa.Column("bought_at", sa.DateTime(), nullable=True),
        sa.Column("checked_by_id", KEY, nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("helped", sa.String(40), nullable=True),
        sa.Column("helped_words", sa.Boolean(), nullable=False),
        sa.Column("helped_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("cost_pence > 0", name=op.f("ck_small_sums_is_money")),
        sa.CheckConstraint(
            "spent_pence IS NULL OR spent_pence BETWEEN 1 AND cost_pence", name=op.f("ck_small_sums_within")
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> asked_by_id", name=op.f("ck_small_sums_not_own")
        ),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_small_sums_pot_id")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_small_sums_area_id")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family_references.id"], name=op.f("fk_small_sums_family_id")
        ),
        *_who("small_sums", "asked_by_id", "decided_by_id", "checked_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_sums")),
        sa.UniqueConstraint("code", name=op.f("uq_small_sums_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_small_sums_public_id")),
    )
    op.create_index(
        "ix_small_sums_pot_id_area_id_state", "small_sums", ["pot_id", "area_id", "state"], unique=False
    )
    for column in ("family_id", "state", "asked_by_id", "asked_at"):
        op.create_index(op.f(f"ix_small_sums_{column}"), "small_sums", [column], unique=False)
    append_only("small_sum_limits", because="limits are never changed; set new ones from a later day")
    refuse(
        "small_sums_stand",
        "small_sums",
        "UPDATE",
        when=CHANGED,
        because="what was asked for is never changed",
    )
    refuse("small_sums_no_delete", "small_sums", "DELETE", because="a small sum is never deleted")


def downgrade() -> None:
    """Go back."""
    drop("small_sums_no_delete", "small_sums")
    drop("small_sums_stand", "small_sums")
    drop_append_only("small_sum_limits")
    for table in ("small_sums", "small_sum_limits", "family_references"):
        op.drop_table(table)

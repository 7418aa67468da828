"""What was erased and held, requests about data; a safeguarding decision’s reasons can be erased, nothing else.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "045"
down_revision = "044"
branch_labels = None
depends_on = None

DECIDED = "A safeguarding decision is only ever added to"
KEPT = ("id", "public_id", "item_id", "outcome", "letting", "reference", "at", "by_id")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.Column("wiped_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_at"), "erasures", ["at"], unique=False)
    op.create_index("ix_erasures_what_digest", "erasures", ["what", "digest"], unique=False)
    op.create_index(op.f("ix_erasures_wiped_at"), "erasures", ["wiped_at"], unique=False)
    op.create_index(op.f("ix_erasures_written_at"), "erasures", ["written_at"], unique=False)
    op.create_table(
        "account_closings",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_account_closings_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_account_closings")),
    )
    op.create_table(
        "data_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ask", sa.String(40), nullable=False),
        sa.Column("asker", sa.String(40), nullable=False),
        sa.Column("about", sa.String(length=12), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("longer_why", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("wish", sa.String(40), nullable=True),
        sa.Column("understands", sa.Boolean(), nullable=True),
        sa.Column("wish_note", sa.LargeBinary(), nullable=True),
        sa.Column("wish_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_data_requests_asked_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_data_requests_decided_by_id")),
        sa.ForeignKeyConstraint(["wish_by_id"], ["users.id"], name=op.f("fk_data_requests_wish_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_data_requests_public_id")),
    )
    op.create_index("ix_data_requests_decided_due", "data_requests", ["decided_at", "due_on"], unique=False)
    op.create_table(
        "holds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("thing", sa.String(40), nullable=False),
        sa.Column("thing_id", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("placed_at", sa.DateTime(), nullable=False),
        sa.Column("placed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_why", sa.LargeBinary(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_holds_ended_by_id")),
        sa.ForeignKeyConstraint(["placed_by_id"], ["users.id"], name=op.f("fk_holds_placed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
        sa.UniqueConstraint("public_id", name=op.f("uq_holds_public_id")),
    )
    op.create_index(op.f("ix_holds_ended_at"), "holds", ["ended_at"], unique=False)
    op.create_index("ix_holds_thing", "holds", ["thing", "thing_id"], unique=False)
    fixed = ("kind", "thing", "thing_id", "reason", "placed_at", "placed_by_id")
    refuse("holds_no_delete", "holds", "DELETE", because="a hold is ended, never deleted")
    refuse(
        "holds_stay", "holds", "UPDATE", because="a hold is only ever ended, once",
        when="OLD.ended_at IS NOT NULL OR " + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in fixed),
    )  # fmt: skip
    drop("triage_decisions_no_update", "triage_decisions")
    refuse(
        "triage_decisions_no_update", "triage_decisions", "UPDATE", because=DECIDED,
        when="length(NEW.rationale) > 0 OR " + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in KEPT),
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    drop("triage_decisions_no_update", "triage_decisions")
    refuse("triage_decisions_no_update", "triage_decisions", "UPDATE", because=DECIDED)
    drop("holds_stay", "holds")
    drop("holds_no_delete", "holds")
    op.drop_index("ix_holds_thing", table_name="holds")
    op.drop_index(op.f("ix_holds_ended_at"), table_name="holds")
    op.drop_table("holds")
    op.drop_index("ix_data_requests_decided_due", table_name="data_requests")
    op.drop_table("data_requests")
    op.drop_table("account_closings")
    op.drop_index(op.f("ix_erasures_written_at"), table_name="erasures")
    op.drop_index(op.f("ix_erasures_wiped_at"), table_name="erasures")
    op.drop_index("ix_erasures_what_digest", table_name="erasures")
    op.drop_index(op.f("ix_erasures_at"), table_name="erasures")
    op.drop_table("erasures")

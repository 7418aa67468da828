"""Key decisions: the council's rule, notice, what holds each, who called it in, and what came of that.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "044"
down_revision = "043"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("key_decision_rules", "key_notices", "key_decisions", "call_ins", "call_in_answers")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "key_decision_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("threshold_pence", sa.BigInteger(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("call_in_days", sa.Integer(), nullable=False),
        sa.Column("callers", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_decision_rules")),
    )
    op.create_table(
        "key_notices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("proposal_title", sa.Text(), nullable=False),
        sa.Column("asked_pence", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_notices")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_key_notices_proposal_id")),
    )
    op.create_table(
        "key_decisions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("threshold_pence", sa.BigInteger(), nullable=False),
        sa.Column("call_in_ends_at", sa.DateTime(), nullable=False),
        sa.Column("callers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_key_decisions_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_decisions")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_key_decisions_decision_id")),
    )
    op.create_table(
        "call_ins",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_call_ins_decision_id")),
        sa.ForeignKeyConstraint(["member_id"], ["users.id"], name=op.f("fk_call_ins_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_ins")),
        sa.UniqueConstraint("decision_id", "member_id", name=op.f("uq_call_ins_decision_id_member_id")),
    )
    op.create_index(op.f("ix_call_ins_member_id"), "call_ins", ["member_id"], unique=False)
    op.create_table(
        "call_in_answers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_call_in_answers_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_in_answers")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_call_in_answers_decision_id")),
    )
    for table in TABLES:
        append_only(table, because="The register of decisions is only ever added to")


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        drop_append_only(table)
        if table == "call_ins":
            op.drop_index(op.f("ix_call_ins_member_id"), table_name="call_ins")
        op.drop_table(table)

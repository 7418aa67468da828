"""Packs for young advisors: what is asked, their questions, what they say together, and the answer that comes back.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only, refuse
from migrations.protect import drop as drop_trigger

revision = "036"
down_revision = "035"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = {
    "packs": "a pack is kept as young advisors were given it",
    "group_advice": "advice is kept as it was given",
    "advice_senses": "what somebody made of an answer is kept as it was",
    "advice_clearer": "an answer is kept as it was given",
}


def _table(name: str, *columns: sa.Column[object], to: dict[str, str], public: bool = False) -> None:
    """A table with a key, these columns and these foreign keys (column to table), each with an index unless unique."""
    links = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
        for column, table in to.items()
    ]
    own = [sa.Column("public_id", sa.String(length=12), nullable=False)] if public else []
    unique = [sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id"))] if public else []
    op.create_table(
        name, sa.Column("id", KEY, nullable=False), *columns, *own, *links,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")), *unique,
    )  # fmt: skip


def upgrade() -> None:
    """Go forward."""
    op.add_column("advice_replies", sa.Column("followed", sa.String(40), nullable=True))
    _table(
        "packs",
        sa.Column("proposal_id", KEY, nullable=False), sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("money", sa.Text(), nullable=False), sa.Column("careful", sa.Text(), nullable=False),
        sa.Column("heard", sa.JSON(), nullable=False), sa.Column("reply_by", sa.DateTime(), nullable=False),
        sa.Column("why_sooner", sa.Text(), nullable=False), sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False), to={"proposal_id": "proposals", "by_id": "users"},
    )  # fmt: skip
    _table(
        "pack_questions",
        sa.Column("proposal_id", KEY, nullable=False), sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False), sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", KEY, nullable=True), sa.Column("answered_at", sa.DateTime(), nullable=True),
        to={"proposal_id": "proposals", "by_id": "users", "answered_by_id": "users"}, public=True,
    )  # fmt: skip
    _table(
        "group_advice",
        sa.Column("proposal_id", KEY, nullable=False), sa.Column("view", sa.String(40), nullable=False),
        sa.Column("by_id", KEY, nullable=False), sa.Column("at", sa.DateTime(), nullable=False),
        to={"proposal_id": "proposals", "by_id": "users"}, public=True,
    )  # fmt: skip
    _table(
        "advice_senses",
        sa.Column("reply_id", KEY, nullable=False), sa.Column("by_id", KEY, nullable=False),
        sa.Column("sense", sa.String(40), nullable=False), sa.Column("at", sa.DateTime(), nullable=False),
        to={"reply_id": "advice_replies", "by_id": "users"},
    )  # fmt: skip
    _table(
        "advice_clearer",
        sa.Column("reply_id", KEY, nullable=False), sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False), sa.Column("at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("reply_id", name=op.f("uq_advice_clearer_reply_id")),
        to={"reply_id": "advice_replies", "by_id": "users"},
    )  # fmt: skip
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, because in KEPT.items():
        append_only(table, because=because)
    refuse(
        "pack_questions_answered_once", "pack_questions", "UPDATE", because="a question is answered once",
        when="OLD.answered_at IS NOT NULL",
    )  # fmt: skip


INDEXED = {
    "packs": ("proposal_id",), "pack_questions": ("proposal_id", "by_id"), "group_advice": ("proposal_id",),
    "advice_senses": ("reply_id", "by_id"),
}  # fmt: skip


def downgrade() -> None:
    """Go back."""
    drop_trigger("pack_questions_answered_once", "pack_questions")
    for table in KEPT:
        drop_append_only(table)
    for table, columns in INDEXED.items():
        for column in columns:
            op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for table in ("advice_clearer", "advice_senses", "group_advice", "pack_questions", "packs"):
        op.drop_table(table)
    op.drop_column("advice_replies", "followed")

"""Letters that go by e-mail once, and what each person wants of them.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "030"
down_revision = "029"
branch_labels = None
depends_on = None

LETTERS = "23456789bcdfghjkmnpqrstvwxz"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _added() -> tuple[sa.Column[Any], ...]:
    """The columns every letter gets; a column object belongs to one table, so they are made each time."""
    return (
        sa.Column("public_id", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False, server_default="other"),
        sa.Column("path", sa.Text(), nullable=False, server_default=""),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("gathered_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("refused_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False, server_default=""),
    )


def upgrade() -> None:
    """Go forward."""
    for column in _added():
        op.add_column("outbox_messages", column)
    _give_ids()
    with op.batch_alter_table("outbox_messages") as letters:
        letters.alter_column("public_id", existing_type=sa.String(length=12), nullable=False)
        letters.create_unique_constraint(op.f("uq_outbox_messages_public_id"), ["public_id"])
    op.create_index(
        "ix_outbox_messages_to_go",
        "outbox_messages",
        ["way", "sent_at", "refused_at", "next_try_at"],
        unique=False,
    )
    op.create_index(
        "ix_outbox_messages_of_reader", "outbox_messages", ["to_user_id", "created_at"], unique=False
    )
    op.create_table(
        "letter_choices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("cadence", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_letter_choices_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_choices")),
        sa.UniqueConstraint("user_id", "kind", name=op.f("uq_letter_choices_user_id_kind")),
    )
    op.create_table(
        "personal_keys",
        sa.Column("user_id", KEY, autoincrement=False, nullable=False),
        sa.Column("stop", sa.String(length=32), nullable=False),
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_personal_keys_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_personal_keys")),
        sa.UniqueConstraint("stop", name=op.f("uq_personal_keys_stop")),
        sa.UniqueConstraint("calendar", name=op.f("uq_personal_keys_calendar")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("personal_keys")
    op.drop_table("letter_choices")
    op.drop_index("ix_outbox_messages_of_reader", table_name="outbox_messages")
    op.drop_index("ix_outbox_messages_to_go", table_name="outbox_messages")
    with op.batch_alter_table("outbox_messages") as letters:
        letters.drop_constraint(op.f("uq_outbox_messages_public_id"), type_="unique")
        for column in _added():
            letters.drop_column(column.name)


def _give_ids() -> None:
    """Letters written before get a random id of their own."""
    letters = sa.table("outbox_messages", sa.column("id"), sa.column("public_id"))
    bind = op.get_bind()
    for key in bind.scalars(sa.select(letters.c.id)).all():
        made = "".join(secrets.choice(LETTERS) for _ in range(12))
        bind.execute(sa.update(letters).where(letters.c.id == key).values(public_id=made))

"""The day entries are dated, partners' lines, two people for large sums, closed months.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from migrations.books_guards import guard, unguard
from migrations.ledger_guards import ADDED_TO
from migrations.protect import drop, refuse

revision = "012"
down_revision = "011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONDON = ZoneInfo("Europe/London")


def upgrade() -> None:
    """Go forward."""
    op.add_column("accounts", sa.Column("partner_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_accounts_partner_id"), "accounts", ["partner_id"], unique=False)
    op.add_column("ledger_entries", sa.Column("day", sa.Date(), server_default="1900-01-01", nullable=False))
    for name in ("confirmed_by", "confirmed_name"):
        op.add_column("ledger_entries", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_index(op.f("ix_ledger_entries_day"), "ledger_entries", ["day"], unique=False)
    _date_entries()
    op.create_table(
        "held_entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("pot_id", KEY, nullable=True),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("not_by", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_name", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("entry_id", KEY, nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence >= 0", name=op.f("ck_held_entries_is_money")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by <> proposed_by", name=op.f("ck_held_entries_another_person")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_held_entries_decided_when_decided")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entries.id"], name=op.f("fk_held_entries_entry_id")),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_held_entries_pot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_entries")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_held_entries_dedupe_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_held_entries_public_id")),
    )
    op.create_index(op.f("ix_held_entries_pot_id"), "held_entries", ["pot_id"], unique=False)
    op.create_index(op.f("ix_held_entries_state"), "held_entries", ["state"], unique=False)
    op.create_table(
        "two_people_amounts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount_pence >= 0", name=op.f("ck_two_people_amounts_is_money")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_two_people_amounts")),
    )
    op.create_table(
        "closed_months",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("after_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_months")),
        sa.UniqueConstraint("first_day", name=op.f("uq_closed_months_first_day")),
    )
    guard()


def _date_entries() -> None:
    """Entries there are get the London day they were written on."""
    entries = sa.table(
        "ledger_entries", sa.column("id", KEY), sa.column("at", sa.DateTime()), sa.column("day", sa.Date())
    )
    written = op.get_bind().execute(sa.select(entries.c.id, entries.c.at)).all()
    if not written:
        return
    drop("ledger_entries_no_update", "ledger_entries")
    op.get_bind().execute(
        sa.update(entries).where(entries.c.id == sa.bindparam("which")).values(day=sa.bindparam("dated")),
        [{"which": key, "dated": _london_day(at)} for key, at in written],
    )
    refuse("ledger_entries_no_update", "ledger_entries", "UPDATE", because=ADDED_TO)


def _london_day(at: datetime) -> object:
    return at.replace(tzinfo=UTC).astimezone(LONDON).date()


def downgrade() -> None:
    """Go back."""
    unguard()
    op.drop_table("closed_months")
    op.drop_table("two_people_amounts")
    op.drop_index(op.f("ix_held_entries_state"), table_name="held_entries")
    op.drop_index(op.f("ix_held_entries_pot_id"), table_name="held_entries")
    op.drop_table("held_entries")
    op.drop_index(op.f("ix_ledger_entries_day"), table_name="ledger_entries")
    for name in ("confirmed_name", "confirmed_by", "day"):
        op.drop_column("ledger_entries", name)
    op.drop_index(op.f("ix_accounts_partner_id"), table_name="accounts")
    op.drop_column("accounts", "partner_id")

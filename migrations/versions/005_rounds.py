"""Voting rounds, rolls, ballots and results.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no
model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations import protect

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None

_OPENED = "EXISTS (SELECT 1 FROM rounds r WHERE r.id = {row}.round_id AND r.opened_at IS NOT NULL)"
_COUNTED = "EXISTS (SELECT 1 FROM round_results c WHERE c.round_id = {row}.round_id)"
_NOT_OPEN = f"NOT {_OPENED.format(row='NEW')} OR {_COUNTED.format(row='NEW')}"
_SHUT = "this ballot box is not open"
_FROZEN = "once voting has been opened, its rules, projects, costs and roll never change"
_BOX = "a ballot is never changed, and leaves the box only after it has been counted"
# name, table, verb, refused when, why. The conditions look at other tables, so they stand inside the trigger.
_GUARDS = (
    ("round_projects_frozen_insert", "round_projects", "INSERT", _OPENED.format(row="NEW"), _FROZEN),
    ("round_projects_frozen_update", "round_projects", "UPDATE", _OPENED.format(row="OLD"), _FROZEN),
    ("round_projects_frozen_delete", "round_projects", "DELETE", _OPENED.format(row="OLD"), _FROZEN),
    ("roll_entries_frozen_insert", "roll_entries", "INSERT", _OPENED.format(row="NEW"), _FROZEN),
    ("roll_entries_frozen_delete", "roll_entries", "DELETE", _OPENED.format(row="OLD"), _FROZEN),
    (
        "roll_entries_vote_once", "roll_entries", "UPDATE",
        "NOT (OLD.voted <= NEW.voted AND NEW.round_id = OLD.round_id AND NEW.user_id = OLD.user_id)",
        "a name on the roll changes once only, from not voted to voted",
    ),
    ("ballots_box_open", "ballots", "INSERT", _NOT_OPEN, _SHUT),
    ("ballots_no_update", "ballots", "UPDATE", "1 = 1", _BOX),
    ("ballots_no_delete", "ballots", "DELETE", "NOT " + _COUNTED.format(row="OLD"), _BOX),
    ("counted_ballots_box_shut", "counted_ballots", "INSERT", _COUNTED.format(row="NEW"), _SHUT),
    ("receipts_box_open", "receipts", "INSERT", _NOT_OPEN, _SHUT),
    # Written anew unchanged is no change: the count does that, so that PostgreSQL forgets who wrote each row.
    (
        "receipts_no_update", "receipts", "UPDATE",
        "NOT (NEW.round_id = OLD.round_id AND NEW.code = OLD.code)", "receipts are only ever added to",
    ),
    ("receipts_no_delete", "receipts", "DELETE", "1 = 1", "receipts are only ever added to"),
)  # fmt: skip
_ONLY_ADDED = ("counted_ballots", "round_results", "box_wipes")


def _guard(name: str, table: str, verb: str, when: str, why: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE "
        f"EXCEPTION '{why}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN "
        f"{'OLD' if verb == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("electorate", sa.String(40), nullable=False),
        sa.Column("youngest", sa.String(40), nullable=False),
        sa.Column("least_picks", sa.Integer(), nullable=False),
        sa.Column("most_picks", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("completion", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("tie_seed", sa.Text(), nullable=False),
        sa.Column("tie_order", sa.JSON(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_rounds_has_money")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_rounds_opens_before_it_closes")),
        sa.CheckConstraint(
            "least_picks >= 1 AND most_picks >= least_picks", name=op.f("ck_rounds_picks_make_sense")
        ),
        sa.ForeignKeyConstraint(["pot_id"], ["pots.id"], name=op.f("fk_rounds_pot_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_rounds_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rounds_public_id")),
    )
    op.create_index(op.f("ix_rounds_closes_at"), "rounds", ["closes_at"], unique=False)
    op.create_index(op.f("ix_rounds_opens_at"), "rounds", ["opens_at"], unique=False)
    op.create_index(op.f("ix_rounds_pot_id"), "rounds", ["pot_id"], unique=False)
    op.create_index(op.f("ix_rounds_team_id"), "rounds", ["team_id"], unique=False)
    op.create_table(
        "ballots",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_ballots_round_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ballots_round_id"), "ballots", ["round_id"], unique=False)
    op.create_table(
        "counted_ballots",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_counted_ballots_round_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_counted_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_counted_ballots_round_id"), "counted_ballots", ["round_id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_receipts_round_id")),
        sa.PrimaryKeyConstraint("round_id", "code", name=op.f("pk_receipts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_wipes",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wiped_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_box_wipes_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_box_wipes")),
    )
    op.create_table(
        "roll_entries",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("voted", sa.Integer(), nullable=False),
        sa.CheckConstraint("voted IN (0, 1)", name=op.f("ck_roll_entries_voted_once")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_roll_entries_round_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_roll_entries_user_id")),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_roll_entries")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_roll_entries_user_id"), "roll_entries", ["user_id"], unique=False)
    op.create_table(
        "round_projects",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_public_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("cost_pence", sa.BigInteger(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("who_benefits", sa.Text(), nullable=False),
        sa.Column("our_part", sa.Text(), nullable=False),
        sa.Column("your_part", sa.Text(), nullable=False),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_round_projects_proposal_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_projects_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_projects")),
        sa.UniqueConstraint("round_id", "proposal_id", name=op.f("uq_round_projects_round_id_proposal_id")),
    )
    op.create_index(op.f("ix_round_projects_proposal_id"), "round_projects", ["proposal_id"], unique=False)
    op.create_index(
        op.f("ix_round_projects_proposal_public_id"), "round_projects", ["proposal_public_id"], unique=False
    )
    op.create_index(op.f("ix_round_projects_round_id"), "round_projects", ["round_id"], unique=False)
    op.create_table(
        "round_results",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_results_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_results")),
        sa.UniqueConstraint("round_id", name=op.f("uq_round_results_round_id")),
    )
    op.create_index(op.f("ix_round_results_counted_at"), "round_results", ["counted_at"], unique=False)

    for verb in ("UPDATE", "DELETE"):
        name = f"rounds_frozen_{verb.lower()}"
        protect.refuse(name, "rounds", verb, because=_FROZEN, when="OLD.opened_at IS NOT NULL")
    for table in _ONLY_ADDED:
        protect.append_only(table, because=f"{table} are only ever added to")
    for guard in _GUARDS:
        _guard(*guard)


def downgrade() -> None:
    """Go back."""
    for name, table, *_ in reversed(_GUARDS):
        protect.drop(name, table)
    for table in _ONLY_ADDED:
        protect.drop_append_only(table)
    for verb in ("update", "delete"):
        protect.drop(f"rounds_frozen_{verb}", "rounds")
    op.drop_index(op.f("ix_round_results_counted_at"), table_name="round_results")
    op.drop_table("round_results")
    op.drop_index(op.f("ix_round_projects_round_id"), table_name="round_projects")
    op.drop_index(op.f("ix_round_projects_proposal_public_id"), table_name="round_projects")
    op.drop_index(op.f("ix_round_projects_proposal_id"), table_name="round_projects")
    op.drop_table("round_projects")
    op.drop_index(op.f("ix_roll_entries_user_id"), table_name="roll_entries")
    op.drop_table("roll_entries")
    op.drop_table("receipts")
    op.drop_table("box_wipes")
    op.drop_index(op.f("ix_counted_ballots_round_id"), table_name="counted_ballots")
    op.drop_table("counted_ballots")
    op.drop_index(op.f("ix_ballots_round_id"), table_name="ballots")
    op.drop_table("ballots")
    op.drop_index(op.f("ix_rounds_team_id"), table_name="rounds")
    op.drop_index(op.f("ix_rounds_pot_id"), table_name="rounds")
    op.drop_index(op.f("ix_rounds_opens_at"), table_name="rounds")
    op.drop_index(op.f("ix_rounds_closes_at"), table_name="rounds")
    op.drop_table("rounds")

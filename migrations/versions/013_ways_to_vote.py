"""Points and ranking ballots, two chambers, quorum, and ways to vote without an account.

Columns are added one by one (never by copying a table: that would lose the triggers which freeze an opened round).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations import protect

revision = "013"
down_revision = "012"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPENED = "EXISTS (SELECT 1 FROM rounds r WHERE r.id = {row}.round_id AND r.opened_at IS NOT NULL)"
_COUNTED = "EXISTS (SELECT 1 FROM round_results c WHERE c.round_id = {row}.round_id)"
_NOT_OPEN = f"NOT {_OPENED.format(row='NEW')} OR {_COUNTED.format(row='NEW')}"
_FROZEN = "once voting has been opened, its rules, projects, costs and roll never change"
_ONCE = "a name on the roll changes once only, from not voted to voted"
_SAME_NAME = "NEW.round_id = OLD.round_id AND NEW.user_id = OLD.user_id"
_SAME_PLACE = "NEW.round_id = OLD.round_id AND NEW.key = OLD.key AND NEW.batch_id = OLD.batch_id"
_IN_THE_BOX = (
    "EXISTS (SELECT 1 FROM ballots b WHERE b.handle = NEW.replaces AND b.round_id = NEW.round_id "
    "AND b.chamber = NEW.chamber)"
)
_SAME_BATCH = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in (
        "round_id", "public_id", "way", "label", "chamber", "places", "seed_digest", "made_by", "made_at",
    )
)  # fmt: skip
_STOPPED = "OLD.stopped_at IS NOT NULL AND (NEW.stopped_at IS NULL OR NEW.stopped_at <> OLD.stopped_at)"
# name, table, verb, refused when, why. The conditions look at other tables, so they stand inside the trigger.
_GUARDS = (
    (
        "rounds_make_sense_insert", "rounds", "INSERT",
        "NOT (NEW.threshold >= 0 AND NEW.quorum >= 0 AND NEW.smallest >= 5 AND NEW.points_each >= 0)",
        "a round counts nothing below nought, and hides the numbers of fewer than five votes",
    ),
    (
        "rounds_make_sense_update", "rounds", "UPDATE",
        "NOT (NEW.threshold >= 0 AND NEW.quorum >= 0 AND NEW.smallest >= 5 AND NEW.points_each >= 0)",
        "a round counts nothing below nought, and hides the numbers of fewer than five votes",
    ),
    (
        "roll_entries_vote_once", "roll_entries", "UPDATE",
        f"NOT (OLD.voted <= NEW.voted AND {_SAME_NAME} AND NEW.chamber = OLD.chamber)", _ONCE,
    ),
    (
        "ballots_replace_one_there_is", "ballots", "INSERT",
        f"NEW.replaces IS NOT NULL AND NOT {_IN_THE_BOX}",
        "a ballot replaces one of its own round and chamber, or none",
    ),
    ("vote_batches_frozen_insert", "vote_batches", "INSERT", _OPENED.format(row="NEW"), _FROZEN),
    ("vote_batches_frozen_delete", "vote_batches", "DELETE", _OPENED.format(row="OLD"), _FROZEN),
    (
        "vote_batches_frozen_update", "vote_batches", "UPDATE",
        f"{_OPENED.format(row='OLD')} AND (NOT ({_SAME_BATCH}) OR ({_STOPPED}))", _FROZEN,
    ),
    ("vote_places_frozen_insert", "vote_places", "INSERT", _OPENED.format(row="NEW"), _FROZEN),
    ("vote_places_frozen_delete", "vote_places", "DELETE", _OPENED.format(row="OLD"), _FROZEN),
    (
        "vote_places_vote_once", "vote_places", "UPDATE",
        f"NOT (OLD.voted <= NEW.voted AND {_SAME_PLACE})",
        "a place to vote changes once only, from not used to used",
    ),
    ("paper_entries_box_open", "paper_entries", "INSERT", _NOT_OPEN, "this ballot box is not open"),
    ("paper_entries_no_update", "paper_entries", "UPDATE", "1 = 1", "what was typed from a paper is never changed"),
)  # fmt: skip
_ROUND_COLUMNS = (
    ("ballot_kind", sa.String(40), "approval"), ("points_each", sa.Integer(), "0"), ("threshold", sa.Integer(), "0"),
    ("exclusions", sa.JSON(), "[]"), ("quorum", sa.Integer(), "0"), ("smallest", sa.Integer(), "5"),
)  # fmt: skip
_WITH_CHAMBER = ("roll_entries", "ballots", "counted_ballots")


def _guard(name: str, table: str, verb: str, when: str, why: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE "
        f"EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN "
        f"{'OLD' if verb == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def upgrade() -> None:
    """Go forward. Rounds there already keep the least they were set up with: five."""
    for name, kind, value in _ROUND_COLUMNS:
        op.add_column("rounds", sa.Column(name, kind, nullable=False, server_default=value))
    op.add_column(
        "rounds", sa.Column("two_chambers", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("rounds", sa.Column("decide_by", sa.Date(), nullable=True))
    for table in _WITH_CHAMBER:
        op.add_column(table, sa.Column("chamber", sa.String(40), nullable=False, server_default="everyone"))
    for name in ("handle", "replaces"):
        op.add_column("ballots", sa.Column(name, sa.String(64), nullable=True))
        op.create_index(op.f(f"ix_ballots_{name}"), "ballots", [name], unique=True)
    _batches()
    _places()
    protect.drop("roll_entries_vote_once", "roll_entries")
    for guard in _GUARDS:
        _guard(*guard)


def _batches() -> None:
    op.create_table(
        "vote_batches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("chamber", sa.String(40), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("seed_digest", sa.String(64), nullable=False),
        sa.Column("pass_digest", sa.String(64), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("why_stopped", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(12), nullable=False),
        sa.CheckConstraint("places BETWEEN 1 AND 500", name=op.f("ck_vote_batches_has_places")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_vote_batches_round_id")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_vote_batches_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_batches")),
        sa.UniqueConstraint("public_id", name=op.f("uq_vote_batches_public_id")),
        sa.UniqueConstraint("round_id", "seed_digest", name=op.f("uq_vote_batches_round_id_seed_digest")),
    )
    op.create_index(op.f("ix_vote_batches_round_id"), "vote_batches", ["round_id"], unique=False)
    op.create_index(op.f("ix_vote_batches_pass_digest"), "vote_batches", ["pass_digest"], unique=False)


def _places() -> None:
    op.create_table(
        "vote_places",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("voted", sa.Integer(), nullable=False),
        sa.CheckConstraint("voted IN (0, 1)", name=op.f("ck_vote_places_voted_once")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_vote_places_round_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["vote_batches.id"], name=op.f("fk_vote_places_batch_id")),
        sa.PrimaryKeyConstraint("round_id", "key", name=op.f("pk_vote_places")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_vote_places_key"), "vote_places", ["key"], unique=True)
    op.create_index(op.f("ix_vote_places_batch_id"), "vote_places", ["batch_id"], unique=False)
    op.create_table(
        "paper_entries",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("place_key", sa.String(64), nullable=False),
        sa.Column("typed_by", _ID, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_paper_entries_round_id")),
        sa.ForeignKeyConstraint(["typed_by"], ["users.id"], name=op.f("fk_paper_entries_typed_by")),
        sa.PrimaryKeyConstraint("round_id", "place_key", "typed_by", name=op.f("pk_paper_entries")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_paper_entries_typed_by"), "paper_entries", ["typed_by"], unique=False)
    op.create_table(
        "code_tries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_tries")),
    )
    op.create_index("ix_code_tries_who_at", "code_tries", ["who", "at"], unique=False)


def downgrade() -> None:
    """Go back."""
    for name, table, *_ in reversed(_GUARDS):
        protect.drop(name, table)
    for table in ("code_tries", "paper_entries", "vote_places", "vote_batches"):
        op.drop_table(table)
    for name in ("replaces", "handle"):
        op.drop_index(op.f(f"ix_ballots_{name}"), table_name="ballots")
        op.drop_column("ballots", name)
    for table in _WITH_CHAMBER:
        op.drop_column(table, "chamber")
    for name in ("decide_by", "two_chambers", *(column for column, *_ in reversed(_ROUND_COLUMNS))):
        op.drop_column("rounds", name)
    _guard(
        "roll_entries_vote_once",
        "roll_entries",
        "UPDATE",
        f"NOT (OLD.voted <= NEW.voted AND {_SAME_NAME})",
        _ONCE,
    )

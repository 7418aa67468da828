"""A proposal knows whether its newest words were let through at the gate: kept by the database from the gate's table.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "025"
down_revision = "024"
branch_labels = None
depends_on = None

OLD = ["state", "team_id", "shuffle_key"]
NEW = [
    "let_through", "state", "team_id", "proposer_id", "version", "shuffle_key", "submitted_at", "saved_at",
    "ask_pence", "id",
]  # fmt: skip
WORDS = ["proposal_id", "number", "title"]
KEYS = ["id", "proposal_id", "number"]
RELEASED = (
    "EXISTS (SELECT 1 FROM triage_items AS t WHERE t.kind = 'proposal' AND t.words_of = proposals.public_id "
    "AND t.is_latest AND t.released_at IS NOT NULL)"
)
VERBS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "proposals", sa.Column("let_through", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(f"UPDATE proposals SET let_through = {RELEASED}")  # noqa: S608 - our own words
    op.drop_index("ix_proposals_in_order", table_name="proposals")
    op.create_index("ix_proposals_in_order", "proposals", NEW, unique=False)
    op.create_index("ix_proposal_versions_in_order", "proposal_versions", WORDS, unique=False)
    op.create_index("ix_proposal_versions_keys", "proposal_versions", KEYS, unique=False)
    for verb, row in VERBS.items():
        _keep(f"triage_items_lets_through_{verb}", verb.upper(), row)


def downgrade() -> None:
    """Go back."""
    for verb in VERBS:
        name = f"triage_items_lets_through_{verb}"
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON triage_items")
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_index("ix_proposal_versions_keys", table_name="proposal_versions")
    op.drop_index("ix_proposal_versions_in_order", table_name="proposal_versions")
    op.drop_index("ix_proposals_in_order", table_name="proposals")
    op.create_index("ix_proposals_in_order", "proposals", OLD, unique=False)
    op.drop_column("proposals", "let_through")


def _keep(name: str, verb: str, row: str) -> None:
    when = f"{row}.kind = 'proposal'"
    work = f"UPDATE proposals SET let_through = {RELEASED} WHERE public_id = {row}.words_of"  # noqa: S608 - our own words
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {verb} ON triage_items WHEN {when} BEGIN {work}; END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {work}; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {verb} ON triage_items FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
    )

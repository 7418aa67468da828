"""What was said and is in no theme yet is found by an index, and one item at the gate by the words it holds.

Each piece counts the themes it is in; a trigger on a theme's pieces keeps the count, whoever puts one in or takes it
out. Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "056"
down_revision = "055"
branch_labels = None
depends_on = None

TABLE = "theme_items"
# A sum, not "is there another row": two people who take it out of two themes at once must not each still see the other.
KEPT = {
    "theme_items_counted_in": ("INSERT", "UPDATE feedback SET in_themes = in_themes + 1 WHERE id = NEW.feedback_id"),
    "theme_items_counted_out": ("DELETE", "UPDATE feedback SET in_themes = in_themes - 1 WHERE id = OLD.feedback_id"),
}  # fmt: skip
FILL = """UPDATE feedback SET in_themes =
  (SELECT count(*) FROM theme_items WHERE theme_items.feedback_id = feedback.id)"""
GUARD, BECAUSE = "feedback_no_update", "What was said is never changed"
SAID = "id, listening_id, route, face, age_band, area_id, said_at, come_back, sent_as, public_id"


def upgrade() -> None:
    """Go forward."""
    op.add_column("feedback", sa.Column("in_themes", sa.Integer(), nullable=False, server_default="0"))
    drop(GUARD, "feedback")
    op.execute(FILL)
    refuse(GUARD, "feedback", f"UPDATE OF {SAID}", because=BECAUSE)
    op.create_index("ix_feedback_in_themes", "feedback", ["in_themes", "said_at", "id"])
    op.create_index("ix_triage_items_words_of", "triage_items", ["words_of", "is_latest"])
    op.create_index("ix_themes_made", "themes", ["made_at", "id"])
    op.create_index("ix_themes_state_made", "themes", ["state", "made_at", "id"])
    for name, (verb, statement) in KEPT.items():
        _keep(name, verb, statement)


def downgrade() -> None:
    """Go back."""
    for name in KEPT:
        drop(name, TABLE)
    op.drop_index("ix_themes_state_made", table_name="themes")
    op.drop_index("ix_themes_made", table_name="themes")
    op.drop_index("ix_triage_items_words_of", table_name="triage_items")
    op.drop_index("ix_feedback_in_themes", table_name="feedback")
    drop(GUARD, "feedback")
    op.drop_column("feedback", "in_themes")
    refuse(GUARD, "feedback", "UPDATE", because=BECAUSE)


def _keep(name: str, verb: str, statement: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {verb} ON {TABLE} FOR EACH ROW BEGIN {statement}; END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} AFTER {verb} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")

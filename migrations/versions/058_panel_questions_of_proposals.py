"""A question put to a panel may belong to an idea that is to be decided: then the decision waits for it.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "058"
down_revision = "057"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WRITTEN = ("team_id", "to_id", "title", "asked", "careful", "reply_by", "why_sooner", "by_id", "at")
SAME_IDEA = "COALESCE(NEW.proposal_id, 0) <> COALESCE(OLD.proposal_id, 0)"


def upgrade() -> None:
    """Go forward."""
    _free()
    with op.batch_alter_table("panel_questions") as batch_op:
        batch_op.add_column(sa.Column("proposal_id", KEY, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_panel_questions_proposal_id"), "proposals", ["proposal_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_panel_questions_proposal_id"), ["proposal_id"], unique=False)
    _guard(SAME_IDEA)


def downgrade() -> None:
    """Go back."""
    _free()
    with op.batch_alter_table("panel_questions") as batch_op:
        batch_op.drop_index(op.f("ix_panel_questions_proposal_id"))
        batch_op.drop_constraint(op.f("fk_panel_questions_proposal_id"), type_="foreignkey")
        batch_op.drop_column("proposal_id")
    _guard()


def _free() -> None:
    """A table is rebuilt on SQLite, which takes its triggers with it: take them off both databases alike."""
    drop("panel_questions_no_delete", "panel_questions")
    drop("panel_questions_answered_once", "panel_questions")


def _guard(*more: str) -> None:
    changed = " OR ".join([*(f"NEW.{column} <> OLD.{column}" for column in WRITTEN), *more])
    refuse(
        "panel_questions_answered_once", "panel_questions", "UPDATE",
        because="what a panel is asked stands, and is answered once", when=f"OLD.answered_at IS NOT NULL OR {changed}",
    )  # fmt: skip
    refuse("panel_questions_no_delete", "panel_questions", "DELETE", because="what a panel is asked is kept")

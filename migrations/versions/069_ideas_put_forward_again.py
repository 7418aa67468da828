"""An idea that was not chosen can be put forward again: the new one keeps which it began from, and its photos.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "069"
down_revision = "068"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "proposals_again",
        sa.Column("proposal_id", KEY, nullable=False),
        sa.Column("earlier_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposals_again_proposal_id")
        ),
        sa.ForeignKeyConstraint(["earlier_id"], ["proposals.id"], name=op.f("fk_proposals_again_earlier_id")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_proposals_again")),
        sa.UniqueConstraint("earlier_id", "turn", name=op.f("uq_proposals_again_earlier_id_turn")),
    )
    op.create_table(
        "proposal_photos_again",
        sa.Column("proposal_id", KEY, nullable=False),
        sa.Column("attachment_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_photos_again_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_proposal_photos_again_attachment_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "attachment_id", name=op.f("pk_proposal_photos_again")),
    )
    op.create_index(
        op.f("ix_proposal_photos_again_attachment_id"),
        "proposal_photos_again",
        ["attachment_id"],
        unique=False,
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_proposal_photos_again_attachment_id"), table_name="proposal_photos_again")
    op.drop_table("proposal_photos_again")
    op.drop_table("proposals_again")

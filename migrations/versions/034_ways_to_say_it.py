"""Ways to say it: what a listening offers, drawings and sound, how something was said, paper, and taking back.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "034"
down_revision = "033"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.add_column("listenings", sa.Column("group", sa.String(80), nullable=False, server_default=""))
    for name, usual in (("ways", '["faces", "write"]'), ("age_bands", "[]"), ("statements", "[]")):
        op.add_column("listenings", sa.Column(name, sa.JSON(), nullable=False, server_default=usual))
    op.create_table(
        "said_media",
        sa.Column("id", KEY, nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("feedback_id", KEY, nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("mime", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_said_media_feedback_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_media")),
        sa.UniqueConstraint("public_id", name=op.f("uq_said_media_public_id")),
    )
    for column in ("draft", "feedback_id", "made_at"):
        op.create_index(op.f(f"ix_said_media_{column}"), "said_media", [column], unique=False)
    op.create_table(
        "paper_sheets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("listening_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(
            ["listening_id"], ["listenings.id"], name=op.f("fk_paper_sheets_listening_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheets")),
        sa.UniqueConstraint("listening_id", "number", name=op.f("uq_paper_sheets_listening_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_sheets_public_id")),
    )
    op.create_table(
        "how_said",
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("support", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("translator", sa.String(40), nullable=True),
        sa.Column("helped_by_id", KEY, nullable=True),
        sa.Column("sheet_id", KEY, nullable=True),
        sa.Column("same_as_id", KEY, nullable=True),
        sa.Column("words_mark", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_how_said_feedback_id")),
        sa.ForeignKeyConstraint(["helped_by_id"], ["users.id"], name=op.f("fk_how_said_helped_by_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["paper_sheets.id"], name=op.f("fk_how_said_sheet_id")),
        sa.ForeignKeyConstraint(["same_as_id"], ["feedback.id"], name=op.f("fk_how_said_same_as_id")),
        sa.PrimaryKeyConstraint("feedback_id", name=op.f("pk_how_said")),
    )
    for column in ("helped_by_id", "sheet_id", "same_as_id", "words_mark"):
        op.create_index(op.f(f"ix_how_said_{column}"), "how_said", [column], unique=False)
    op.create_table(
        "taken_back",
        sa.Column("feedback_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_taken_back_feedback_id")),
        sa.PrimaryKeyConstraint("feedback_id", name=op.f("pk_taken_back")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("taken_back")
    for column in ("words_mark", "same_as_id", "sheet_id", "helped_by_id"):
        op.drop_index(op.f(f"ix_how_said_{column}"), table_name="how_said")
    op.drop_table("how_said")
    op.drop_table("paper_sheets")
    for column in ("made_at", "feedback_id", "draft"):
        op.drop_index(op.f(f"ix_said_media_{column}"), table_name="said_media")
    op.drop_table("said_media")
    for name in ("statements", "age_bands", "ways", "group"):
        op.drop_column("listenings", name)

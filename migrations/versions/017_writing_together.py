"""Writing an idea together: co-authors, shared drafts, suggestions, support, and ideas open to be talked about.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "017"
down_revision = "016"
branch_labels = None
depends_on = None

WORDS = (
    "title",
    "need",
    "who_benefits",
    "builds_on",
    "our_part",
    "your_part",
    "group_name",
    "sponsor",
    "ask_pence",
)


def _words_stand(*states: str) -> None:
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in WORDS)
    open_to_change = ", ".join(f"'{state}'" for state in states)
    refuse(
        "proposals_words_stand", "proposals", "UPDATE",
        because="a proposal that was sent in is changed only after it is returned",
        when=f"OLD.state NOT IN ({open_to_change}) AND ({changed})",
    )  # fmt: skip


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "co_authors",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("invited_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["invited_by_id"], ["users.id"], name=op.f("fk_co_authors_invited_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_co_authors_proposal_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_co_authors_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_authors")),
        sa.UniqueConstraint("proposal_id", "user_id", name=op.f("uq_co_authors_proposal_id_user_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_co_authors_public_id")),
    )
    op.create_index(op.f("ix_co_authors_user_id"), "co_authors", ["user_id"], unique=False)
    op.create_table(
        "draft_parts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_official", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_draft_parts_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_draft_parts_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_parts")),
        sa.UniqueConstraint("proposal_id", "section", name=op.f("uq_draft_parts_proposal_id_section")),
    )
    op.create_index(op.f("ix_draft_parts_by_id"), "draft_parts", ["by_id"], unique=False)
    op.create_table(
        "draft_saves",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_draft_saves_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_draft_saves_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_saves")),
        sa.UniqueConstraint(
            "proposal_id", "section", "number", name=op.f("uq_draft_saves_proposal_id_section_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_saves_public_id")),
    )
    op.create_index(op.f("ix_draft_saves_by_id"), "draft_saves", ["by_id"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("has_reason", sa.Boolean(), nullable=False),
        sa.Column("made_version", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["users.id"], name=op.f("fk_suggestions_answered_by_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_suggestions_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_suggestions_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_suggestions_public_id")),
    )
    op.create_index(op.f("ix_suggestions_by_id"), "suggestions", ["by_id"], unique=False)
    op.create_index("ix_suggestions_proposal_id_state", "suggestions", ["proposal_id", "state"], unique=False)
    op.create_table(
        "supports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_supports_proposal_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_supports_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
        sa.UniqueConstraint("proposal_id", "user_id", name=op.f("uq_supports_proposal_id_user_id")),
    )
    op.create_index(op.f("ix_supports_user_id"), "supports", ["user_id"], unique=False)
    append_only("draft_saves", because="what was shared with a group is kept as it was")
    drop("proposals_words_stand", "proposals")
    _words_stand("draft", "co_design", "returned")


def downgrade() -> None:
    """Go back."""
    drop("proposals_words_stand", "proposals")
    _words_stand("draft", "returned")
    drop_append_only("draft_saves")
    op.drop_index(op.f("ix_supports_user_id"), table_name="supports")
    op.drop_table("supports")
    op.drop_index("ix_suggestions_proposal_id_state", table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_by_id"), table_name="suggestions")
    op.drop_table("suggestions")
    op.drop_index(op.f("ix_draft_saves_by_id"), table_name="draft_saves")
    op.drop_table("draft_saves")
    op.drop_index(op.f("ix_draft_parts_by_id"), table_name="draft_parts")
    op.drop_table("draft_parts")
    op.drop_index(op.f("ix_co_authors_user_id"), table_name="co_authors")
    op.drop_table("co_authors")

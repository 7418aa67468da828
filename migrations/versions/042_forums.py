"""Forums of young people: their days, words, and who was there.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "042"
down_revision = "041"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = {
    "forum_offs": "a day called off is kept",
    "forum_words": "what was written for a forum is kept as it was",
}


def _key(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=null)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _own(table: str, *, public: bool) -> list[sa.SchemaItem]:
    found: list[sa.SchemaItem] = [_key("id"), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    if public:
        found.append(sa.Column("public_id", sa.String(length=12), nullable=False))
        found.append(sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")))
    return found


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "forums", *_own("forums", public=True), _key("team_id"),
        sa.Column("name", sa.Text(), nullable=False), sa.Column("rhythm", sa.String(40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False), sa.Column("at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False), sa.Column("place", sa.Text(), nullable=False),
        sa.Column("in_term", sa.Boolean(), nullable=False), sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True), _to("forums", "team_id", "teams"),
    )  # fmt: skip
    op.create_index(op.f("ix_forums_team_id"), "forums", ["team_id"])
    op.create_table(
        "forum_offs", *_own("forum_offs", public=False), _key("forum_id"),
        sa.Column("on", sa.Date(), nullable=False), sa.Column("why", sa.Text(), nullable=False), _key("by_id"),
        sa.Column("at", sa.DateTime(), nullable=False), _to("forum_offs", "forum_id", "forums"),
        _to("forum_offs", "by_id", "users"),
        sa.UniqueConstraint("forum_id", "on", name=op.f("uq_forum_offs_forum_id_on")),
    )  # fmt: skip
    op.create_table(
        "forum_words", *_own("forum_words", public=True), _key("forum_id"),
        sa.Column("on", sa.Date(), nullable=False), sa.Column("is_note", sa.Boolean(), nullable=False), _key("by_id"),
        sa.Column("at", sa.DateTime(), nullable=False), _to("forum_words", "forum_id", "forums"),
        _to("forum_words", "by_id", "users"),
    )  # fmt: skip
    op.create_index("ix_forum_words_forum_id_on", "forum_words", ["forum_id", "on"])
    op.create_table(
        "forum_theres", *_own("forum_theres", public=False), _key("forum_id"),
        sa.Column("on", sa.Date(), nullable=False), _key("user_id"), _to("forum_theres", "forum_id", "forums"),
        _to("forum_theres", "user_id", "users"),
        sa.UniqueConstraint("forum_id", "on", "user_id", name=op.f("uq_forum_theres_forum_id_on_user_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_forum_theres_user_id"), "forum_theres", ["user_id"])
    for table, because in KEPT.items():
        append_only(table, because=because)


def downgrade() -> None:
    """Go back."""
    for table in KEPT:
        drop_append_only(table)
    for table in ("forum_theres", "forum_words", "forum_offs", "forums"):
        op.drop_table(table)

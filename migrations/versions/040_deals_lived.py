"""Deals lived in full: for whom each stands, versions, partners, choices, both sides' views, faces, lessons, thanks.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "040"
down_revision = "039"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECK_INS = "A check-in is never changed"
KEPT = {
    "deal_choices": "what was chosen is kept as it was",
    "deal_views": "what the other side said is kept as it was",
    "deal_faces": "faces that were counted are kept as they were",
    "deal_reviews": "what was learned is kept as it was",
}
TABLES = (
    "deal_heard",
    "deal_partners",
    "deal_choices",
    "deal_views",
    "deal_faces",
    "deal_reviews",
    "deal_thanks",
)


def upgrade() -> None:
    """Go forward."""
    _deals()
    _pairs()
    for name in ("hands_yes", "hands_all"):
        op.add_column("deal_agreements", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("deal_agreements", sa.Column("group_name", sa.Text(), nullable=False, server_default=""))
    drop_append_only("deal_check_ins")
    with op.batch_alter_table("deal_check_ins") as batch_op:
        batch_op.add_column(sa.Column("organisation_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("face", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_deal_check_ins_organisation_id"), "organisations", ["organisation_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_deal_check_ins_organisation_id"), ["organisation_id"], unique=False)
    append_only("deal_check_ins", because=CHECK_INS)
    _heard_and_partners()
    _said()
    _learned()
    for table, because in KEPT.items():
        append_only(table, because=because)


def _deals() -> None:
    with op.batch_alter_table("deals") as batch_op:
        batch_op.add_column(sa.Column("stands_for", sa.String(40), nullable=False, server_default="borough"))
        batch_op.add_column(sa.Column("group_name", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("rhythm", sa.String(40), nullable=False, server_default="termly"))
        batch_op.add_column(sa.Column("agreed_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("check_in_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(), nullable=True))
        for name, table in (("organisation_id", "organisations"), ("proposal_id", "proposals")):
            batch_op.add_column(sa.Column(name, KEY, nullable=True))
            batch_op.create_foreign_key(op.f(f"fk_deals_{name}"), table, [name], ["id"])
            batch_op.create_index(op.f(f"ix_deals_{name}"), [name], unique=False)
        batch_op.create_index(op.f("ix_deals_check_in_on"), ["check_in_on"], unique=False)
    op.execute("UPDATE deals SET stands_for = 'team' WHERE team_id IS NOT NULL")
    op.execute("UPDATE deals SET agreed_version = version WHERE state IN ('agreed', 'active', 'retired')")


def _pairs() -> None:
    """Which version a replaced pair ended with was not kept before, so it ends where its Deal stands now."""
    with op.batch_alter_table("deal_pairs") as batch_op:
        batch_op.add_column(sa.Column("from_version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("until_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("our_owner_id", KEY, nullable=True))
        batch_op.create_foreign_key(op.f("fk_deal_pairs_our_owner_id"), "users", ["our_owner_id"], ["id"])
    op.execute(
        "UPDATE deal_pairs SET until_version = (SELECT version FROM deals WHERE deals.id = deal_pairs.deal_id) "
        "WHERE replaced_at IS NOT NULL"
    )


def _heard_and_partners() -> None:
    op.create_table(
        "deal_heard",
        sa.Column("deal_id", KEY, nullable=False),
        sa.Column("theme_id", KEY, nullable=False),
        sa.Column("added_by_id", KEY, nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_heard_deal_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_deal_heard_theme_id")),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_deal_heard_added_by_id")),
        sa.PrimaryKeyConstraint("deal_id", "theme_id", name=op.f("pk_deal_heard")),
    )
    op.create_index(op.f("ix_deal_heard_theme_id"), "deal_heard", ["theme_id"], unique=False)
    op.create_table(
        "deal_partners",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("asked_by_id", KEY, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("takes", sa.Boolean(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["deal_pairs.id"], name=op.f("fk_deal_partners_pair_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_deal_partners_organisation_id")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_deal_partners_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_deal_partners_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_partners")),
        sa.UniqueConstraint(
            "pair_id", "organisation_id", name=op.f("uq_deal_partners_pair_id_organisation_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_partners_public_id")),
    )
    op.create_index(
        op.f("ix_deal_partners_organisation_id"), "deal_partners", ["organisation_id"], unique=False
    )
    op.create_table(
        "deal_choices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("deal_id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=True),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_choices_deal_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["deal_pairs.id"], name=op.f("fk_deal_choices_pair_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_choices_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_choices")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_choices_public_id")),
    )
    op.create_index(op.f("ix_deal_choices_pair_id"), "deal_choices", ["pair_id"], unique=False)
    op.create_index("ix_deal_choices_deal_id_user_id", "deal_choices", ["deal_id", "user_id"], unique=False)


def _said() -> None:
    op.create_table(
        "deal_views",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("kept", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("waits_at_gate", sa.Boolean(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["deal_pairs.id"], name=op.f("fk_deal_views_pair_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_views_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_views")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_views_public_id")),
    )
    op.create_index(op.f("ix_deal_views_pair_id"), "deal_views", ["pair_id"], unique=False)
    op.create_index(op.f("ix_deal_views_at"), "deal_views", ["at"], unique=False)
    op.create_table(
        "deal_faces",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pair_id", KEY, nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("face_1", sa.Integer(), nullable=False),
        sa.Column("face_2", sa.Integer(), nullable=False),
        sa.Column("face_3", sa.Integer(), nullable=False),
        sa.Column("face_4", sa.Integer(), nullable=False),
        sa.Column("face_5", sa.Integer(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "face_1 >= 0 AND face_2 >= 0 AND face_3 >= 0 AND face_4 >= 0 AND face_5 >= 0"
            " AND face_1 + face_2 + face_3 + face_4 + face_5 > 0",
            name=op.f("ck_deal_faces_somebody_showed_a_face"),
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["deal_pairs.id"], name=op.f("fk_deal_faces_pair_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_faces_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_faces")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_faces_public_id")),
    )
    op.create_index(op.f("ix_deal_faces_pair_id"), "deal_faces", ["pair_id"], unique=False)


def _learned() -> None:
    op.create_table(
        "deal_reviews",
        sa.Column("id", KEY, nullable=False),
        sa.Column("deal_id", KEY, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("side", sa.String(40), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("waits_at_gate", sa.Boolean(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_reviews_deal_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_reviews_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_reviews")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_reviews_public_id")),
    )
    op.create_index(op.f("ix_deal_reviews_deal_id"), "deal_reviews", ["deal_id"], unique=False)
    op.create_table(
        "deal_thanks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("deal_id", KEY, nullable=False),
        sa.Column("from_side", sa.String(40), nullable=True),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("waits_at_gate", sa.Boolean(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_thanks_deal_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deal_thanks_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_thanks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_thanks_public_id")),
    )
    op.create_index(op.f("ix_deal_thanks_deal_id"), "deal_thanks", ["deal_id"], unique=False)


def downgrade() -> None:
    """Go back. A state that was not there before becomes the one nearest to it."""
    for table in KEPT:
        drop_append_only(table)
    for table in reversed(TABLES):
        op.drop_table(table)
    drop_append_only("deal_check_ins")
    with op.batch_alter_table("deal_check_ins") as batch_op:
        batch_op.drop_index(op.f("ix_deal_check_ins_organisation_id"))
        batch_op.drop_constraint(op.f("fk_deal_check_ins_organisation_id"), type_="foreignkey")
        batch_op.drop_column("face")
        batch_op.drop_column("organisation_id")
    append_only("deal_check_ins", because=CHECK_INS)
    for name in ("group_name", "hands_all", "hands_yes"):
        op.drop_column("deal_agreements", name)
    with op.batch_alter_table("deal_pairs") as batch_op:
        batch_op.drop_constraint(op.f("fk_deal_pairs_our_owner_id"), type_="foreignkey")
        for name in ("our_owner_id", "until_version", "from_version"):
            batch_op.drop_column(name)
    with op.batch_alter_table("deals") as batch_op:
        for name in ("check_in_on", "proposal_id", "organisation_id"):
            batch_op.drop_index(op.f(f"ix_deals_{name}"))
        for name in ("proposal_id", "organisation_id"):
            batch_op.drop_constraint(op.f(f"fk_deals_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
        for name in ("asked_at", "check_in_on", "agreed_version", "rhythm", "group_name", "stands_for"):
            batch_op.drop_column(name)
    op.execute("UPDATE deals SET state = 'active' WHERE state IN ('check_in', 'renewed')")

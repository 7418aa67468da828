"""A young advisors' panel: supporters, checks of adults, invitations, and the sealed day an age band changes.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "035"
down_revision = "034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEAMS = sa.table("teams", sa.column("id"), sa.column("is_panel"))
SEATS = sa.table("memberships", sa.column("role"), sa.column("scope_kind"), sa.column("scope_id"))


def _with(*roles: str) -> sa.Select[object]:
    return sa.select(SEATS.c.scope_id).where(SEATS.c.scope_kind == "team", SEATS.c.role.in_(roles))


def upgrade() -> None:
    """Go forward."""
    op.drop_column("users", "age_band_changes_on")
    op.add_column("users", sa.Column("turns_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("teams", sa.Column("is_panel", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        sa.update(TEAMS)
        .where(TEAMS.c.id.in_(_with("young_advisor")), TEAMS.c.id.not_in(_with("chair", "team_member")))
        .values(is_panel=True)
    )
    op.create_table(
        "panel_supports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("advisor_id", KEY, nullable=False),
        sa.Column("supporter_id", KEY, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["advisor_id"], ["users.id"], name=op.f("fk_panel_supports_advisor_id")),
        sa.ForeignKeyConstraint(["supporter_id"], ["users.id"], name=op.f("fk_panel_supports_supporter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_supports")),
    )
    op.create_index(op.f("ix_panel_supports_advisor_id"), "panel_supports", ["advisor_id"])
    op.create_index(op.f("ix_panel_supports_supporter_id"), "panel_supports", ["supporter_id"])
    op.create_table(
        "vettings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("seen_by_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("user_id <> seen_by_id", name=op.f("ck_vettings_another_person")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_vettings_user_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["users.id"], name=op.f("fk_vettings_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vettings")),
    )
    op.create_index("ix_vettings_user_id_kind", "vettings", ["user_id", "kind"])
    op.create_table(
        "panel_invitations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("band", sa.String(40), nullable=False),
        sa.Column("turns_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("supporter_id", KEY, nullable=True),
        sa.Column("words_digest", sa.Text(), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_panel_invitations_team_id")),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["users.id"], name=op.f("fk_panel_invitations_supporter_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_panel_invitations_made_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_panel_invitations_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_invitations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_invitations_public_id")),
        sa.UniqueConstraint("words_digest", name=op.f("uq_panel_invitations_words_digest")),
    )
    op.create_index(op.f("ix_panel_invitations_team_id"), "panel_invitations", ["team_id"])
    append_only("vettings", because="a check seen is kept as it was")


def downgrade() -> None:
    """Go back."""
    drop_append_only("vettings")
    op.drop_index(op.f("ix_panel_invitations_team_id"), table_name="panel_invitations")
    op.drop_table("panel_invitations")
    op.drop_index("ix_vettings_user_id_kind", table_name="vettings")
    op.drop_table("vettings")
    op.drop_index(op.f("ix_panel_supports_supporter_id"), table_name="panel_supports")
    op.drop_index(op.f("ix_panel_supports_advisor_id"), table_name="panel_supports")
    op.drop_table("panel_supports")
    op.drop_column("teams", "is_panel")
    op.drop_column("users", "turns_sealed")
    op.add_column("users", sa.Column("age_band_changes_on", sa.Date(), nullable=True))

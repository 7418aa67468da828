"""Awards from offer to final report, meetings' minutes, members' views, and the rules of public money.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop_append_only

revision = "024"
down_revision = "023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = {
    "award_terms": "What was offered is kept version by version",
    "award_agreements": "An agreement stays on record",
    "passed_warnings": "A warning and the reason for going on stay on record",
    "dated_thresholds": "A threshold is followed by a newer one, never changed",
    "organisation_checks": "A check stays on record",
    "award_checks": "A check stays on record",
    "decision_minutes": "Minutes stand as they were taken",
    "decision_areas": "What an area answered stays on record",
    "member_views": "A member’s view stays on record",
    "deferrals": "A deferral stays in the register",
    "between_meetings": "A committee’s conditions stay on record",
}
TABLES = (
    "dated_thresholds",
    "between_meetings",
    "deferrals",
    "member_views",
    "organisation_checks",
    "decision_areas",
    "decision_minutes",
    "award_checks",
    "award_returns",
    "award_terms",
    "passed_warnings",
    "payment_requests",
    "award_agreements",
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "dated_thresholds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_dated_thresholds_is_money")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_thresholds")),
        sa.UniqueConstraint("rule", "starts_on", name=op.f("uq_dated_thresholds_rule_starts_on")),
    )
    op.create_table(
        "between_meetings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_between_meetings_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_between_meetings")),
    )
    op.create_index(op.f("ix_between_meetings_team_id"), "between_meetings", ["team_id"], unique=False)

    op.create_table(
        "deferrals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("proposal_title", sa.Text(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("to_body", sa.Text(), nullable=False),
        sa.Column("asked_pence", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("objected", sa.JSON(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_deferrals_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deferrals")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_deferrals_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deferrals_public_id")),
    )
    op.create_index(op.f("ix_deferrals_at"), "deferrals", ["at"], unique=False)
    op.create_index(op.f("ix_deferrals_team_id"), "deferrals", ["team_id"], unique=False)

    op.create_table(
        "member_views",
        sa.Column("id", KEY, nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("view", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["users.id"], name=op.f("fk_member_views_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_views")),
    )
    op.create_index(op.f("ix_member_views_member_id"), "member_views", ["member_id"], unique=False)
    op.create_index(
        op.f("ix_member_views_proposal_id_member_id"),
        "member_views",
        ["proposal_id", "member_id"],
        unique=False,
    )

    op.create_table(
        "organisation_checks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("found", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_organisation_checks_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_organisation_checks_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_checks")),
    )
    op.create_index(op.f("ix_organisation_checks_by_id"), "organisation_checks", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_organisation_checks_organisation_id_what"),
        "organisation_checks",
        ["organisation_id", "what"],
        unique=False,
    )

    op.create_table(
        "decision_areas",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("asked_pence", sa.BigInteger(), nullable=False),
        sa.Column("agreed_pence", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_decision_areas_area_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_areas_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_areas")),
        sa.UniqueConstraint("decision_id", "area_id", name=op.f("uq_decision_areas_decision_id_area_id")),
    )
    op.create_index(op.f("ix_decision_areas_area_id"), "decision_areas", ["area_id"], unique=False)

    op.create_table(
        "decision_minutes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("body_name", sa.Text(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.Text(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("amendment_pence", sa.BigInteger(), nullable=True),
        sa.Column("amendment_words", sa.Text(), nullable=False),
        sa.Column("amendment_votes", sa.JSON(), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_minutes_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_minutes")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_decision_minutes_decision_id")),
    )
    op.create_table(
        "award_checks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("award_id", KEY, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_award_checks_award_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_award_checks_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_checks")),
        sa.UniqueConstraint("award_id", "what", name=op.f("uq_award_checks_award_id_what")),
    )
    op.create_index(op.f("ix_award_checks_by_id"), "award_checks", ["by_id"], unique=False)

    op.create_table(
        "award_returns",
        sa.Column("id", KEY, nullable=False),
        sa.Column("award_id", KEY, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.Column("spent_pence", sa.BigInteger(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.Column("sent_by_id", KEY, nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("read_by_id", KEY, nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "children >= 0 AND adults >= 0 AND volunteers >= 0", name=op.f("ck_award_returns_counts_people")
        ),
        sa.CheckConstraint("spent_pence >= 0", name=op.f("ck_award_returns_is_money")),
        sa.CheckConstraint("until > since", name=op.f("ck_award_returns_ends_after_start")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_award_returns_award_id")),
        sa.ForeignKeyConstraint(["read_by_id"], ["users.id"], name=op.f("fk_award_returns_read_by_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["users.id"], name=op.f("fk_award_returns_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_returns")),
        sa.UniqueConstraint("public_id", name=op.f("uq_award_returns_public_id")),
    )
    op.create_index(op.f("ix_award_returns_award_id"), "award_returns", ["award_id"], unique=False)
    op.create_index(op.f("ix_award_returns_sent_by_id"), "award_returns", ["sent_by_id"], unique=False)

    op.create_table(
        "award_terms",
        sa.Column("id", KEY, nullable=False),
        sa.Column("award_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("instrument", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("value_pence", sa.BigInteger(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("report_by", sa.Date(), nullable=False),
        sa.Column("instalments", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_recipient", sa.Boolean(), nullable=False),
        sa.Column("proposed_by_id", KEY, nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_award_terms_is_money")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_award_terms_ends_after_start")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_award_terms_award_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_award_terms_organisation_id")
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["users.id"], name=op.f("fk_award_terms_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_terms")),
        sa.UniqueConstraint("award_id", "version", name=op.f("uq_award_terms_award_id_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_award_terms_public_id")),
    )
    op.create_index(op.f("ix_award_terms_organisation_id"), "award_terms", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_award_terms_proposed_by_id"), "award_terms", ["proposed_by_id"], unique=False)

    op.create_table(
        "passed_warnings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("award_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sum_pence", sa.BigInteger(), nullable=False),
        sa.Column("limit_pence", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_passed_warnings_award_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_passed_warnings_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_warnings")),
    )
    op.create_index(op.f("ix_passed_warnings_award_id"), "passed_warnings", ["award_id"], unique=False)
    op.create_index(op.f("ix_passed_warnings_by_id"), "passed_warnings", ["by_id"], unique=False)

    op.create_table(
        "payment_requests",
        sa.Column("id", KEY, nullable=False),
        sa.Column("award_id", KEY, nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("has_words", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked_by_id", KEY, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("approved_by_id", KEY, nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("released_by_id", KEY, nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("sent_back_why", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_payment_requests_is_money")),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> asked_by_id",
            name=op.f("ck_payment_requests_not_own_approval"),
        ),
        sa.CheckConstraint(
            "released_by_id IS NULL OR (released_by_id <> asked_by_id AND released_by_id <> approved_by_id)",
            name=op.f("ck_payment_requests_released_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["users.id"], name=op.f("fk_payment_requests_approved_by_id")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_payment_requests_asked_by_id")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_payment_requests_award_id")),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_payment_requests_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_payment_requests_public_id")),
    )
    op.create_index(
        op.f("ix_payment_requests_asked_by_id"), "payment_requests", ["asked_by_id"], unique=False
    )
    op.create_index(op.f("ix_payment_requests_award_id"), "payment_requests", ["award_id"], unique=False)
    op.create_index(op.f("ix_payment_requests_state"), "payment_requests", ["state"], unique=False)

    op.create_table(
        "award_agreements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("terms_id", KEY, nullable=False),
        sa.Column("by_recipient", sa.Boolean(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("declared_pence", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["terms_id"], ["award_terms.id"], name=op.f("fk_award_agreements_terms_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_award_agreements_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_agreements")),
        sa.UniqueConstraint(
            "terms_id", "by_recipient", name=op.f("uq_award_agreements_terms_id_by_recipient")
        ),
    )
    op.create_index(op.f("ix_award_agreements_user_id"), "award_agreements", ["user_id"], unique=False)

    with op.batch_alter_table("award_shares", schema=None) as batch_op:
        batch_op.add_column(sa.Column("declined_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("declined_why", sa.Text(), nullable=False, server_default=""))

    for table, because in KEPT.items():
        append_only(table, because=because)


def downgrade() -> None:
    """Go back."""
    for table in KEPT:
        drop_append_only(table)
    with op.batch_alter_table("award_shares") as batch_op:
        batch_op.drop_column("declined_why")
        batch_op.drop_column("declined_at")
    for table in reversed(TABLES):
        op.drop_table(table)

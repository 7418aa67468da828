"""Listenings, feedback, safeguarding decisions, themes and answers.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import append_only, drop, drop_append_only, refuse

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "come_back_tries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_come_back_tries")),
    )
    op.create_index("ix_come_back_tries_who_at", "come_back_tries", ["who", "at"], unique=False)
    op.create_table(
        "listenings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("more_question", sa.Text(), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("for_children", sa.Boolean(), nullable=False),
        sa.Column("for_parents", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_listenings_area_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_listenings_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listenings")),
        sa.UniqueConstraint("code", name=op.f("uq_listenings_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listenings_public_id")),
    )
    op.create_index(op.f("ix_listenings_area_id"), "listenings", ["area_id"], unique=False)
    op.create_index(op.f("ix_listenings_closes_at"), "listenings", ["closes_at"], unique=False)
    op.create_table(
        "themes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("responder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledge_by", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_themes_area_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_themes_made_by_id")),
        sa.ForeignKeyConstraint(["responder_id"], ["users.id"], name=op.f("fk_themes_responder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_themes_public_id")),
    )
    op.create_index(op.f("ix_themes_area_id"), "themes", ["area_id"], unique=False)
    op.create_index("ix_themes_responder_state", "themes", ["responder_id", "state"], unique=False)
    op.create_table(
        "triage_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words_of", sa.String(length=12), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("priority", sa.String(40), nullable=False),
        sa.Column("raised_by", sa.JSON(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("first_read_at", sa.DateTime(), nullable=True),
        sa.Column("escalated_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("released_version", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_triage_items_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_items")),
        sa.UniqueConstraint("public_id", name=op.f("uq_triage_items_public_id")),
    )
    op.create_index(op.f("ix_triage_items_area_id"), "triage_items", ["area_id"], unique=False)
    op.create_index(op.f("ix_triage_items_released_at"), "triage_items", ["released_at"], unique=False)
    op.create_index("ix_triage_items_waiting", "triage_items", ["decided_at", "due_at"], unique=False)
    op.create_index("ix_triage_items_words", "triage_items", ["kind", "words_of", "is_latest"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("child_words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_answers_by_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_answers_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_answers_public_id")),
    )
    op.create_index(op.f("ix_answers_given_at"), "answers", ["given_at"], unique=False)
    op.create_index("ix_answers_theme_latest", "answers", ["theme_id", "is_latest"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listening_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("face", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.String(40), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("come_back", sa.Text(), nullable=False),
        sa.Column("sent_as", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_feedback_area_id")),
        sa.ForeignKeyConstraint(["listening_id"], ["listenings.id"], name=op.f("fk_feedback_listening_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("come_back", name=op.f("uq_feedback_come_back")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_public_id")),
        sa.UniqueConstraint("sent_as", name=op.f("uq_feedback_sent_as")),
    )
    op.create_index(op.f("ix_feedback_area_id"), "feedback", ["area_id"], unique=False)
    op.create_index(op.f("ix_feedback_listening_id"), "feedback", ["listening_id"], unique=False)
    op.create_index(op.f("ix_feedback_said_at"), "feedback", ["said_at"], unique=False)
    op.create_table(
        "feedback_drafts",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("listening_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listening_id"], ["listenings.id"], name=op.f("fk_feedback_drafts_listening_id")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_feedback_drafts")),
    )
    op.create_index(op.f("ix_feedback_drafts_begun_at"), "feedback_drafts", ["begun_at"], unique=False)
    op.create_table(
        "sealed_words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_sealed_words_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_words")),
        sa.UniqueConstraint(
            "item_id", "field", "version", name=op.f("uq_sealed_words_item_id_field_version")
        ),
    )
    op.create_table(
        "triage_decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("letting", sa.String(40), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("rationale", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_triage_decisions_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_triage_decisions_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_decisions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_triage_decisions_public_id")),
    )
    op.create_index(op.f("ix_triage_decisions_item_id"), "triage_decisions", ["item_id"], unique=False)
    op.create_table(
        "triage_shut_outs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_triage_shut_outs_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["triage_items.id"], name=op.f("fk_triage_shut_outs_item_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_triage_shut_outs_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_shut_outs")),
        sa.UniqueConstraint("item_id", "user_id", name=op.f("uq_triage_shut_outs_item_id_user_id")),
    )
    op.create_index(op.f("ix_triage_shut_outs_user_id"), "triage_shut_outs", ["user_id"], unique=False)
    op.create_table(
        "felt_listened",
        sa.Column("feedback_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("felt", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_felt_listened_feedback_id")),
        sa.PrimaryKeyConstraint("feedback_id", name=op.f("pk_felt_listened")),
    )
    op.create_table(
        "theme_items",
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("feedback_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_theme_items_added_by_id")),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_theme_items_feedback_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_theme_items_theme_id")),
        sa.PrimaryKeyConstraint("theme_id", "feedback_id", name=op.f("pk_theme_items")),
    )
    op.create_index(op.f("ix_theme_items_feedback_id"), "theme_items", ["feedback_id"], unique=False)

    refuse("sealed_words_no_update", "sealed_words", "UPDATE", because="What was said is never changed")
    refuse("feedback_no_update", "feedback", "UPDATE", because="What was said is never changed")
    append_only("triage_decisions", because="A safeguarding decision is only ever added to")
    refuse(
        "answers_words_no_update", "answers", "UPDATE", because="An answer is never changed, only followed by another",
        when="OLD.words <> NEW.words OR OLD.child_words <> NEW.child_words OR OLD.kind <> NEW.kind",
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    drop("answers_words_no_update", "answers")
    drop_append_only("triage_decisions")
    drop("feedback_no_update", "feedback")
    drop("sealed_words_no_update", "sealed_words")
    op.drop_index(op.f("ix_theme_items_feedback_id"), table_name="theme_items")
    op.drop_table("theme_items")
    op.drop_table("felt_listened")
    op.drop_index(op.f("ix_triage_shut_outs_user_id"), table_name="triage_shut_outs")
    op.drop_table("triage_shut_outs")
    op.drop_index(op.f("ix_triage_decisions_item_id"), table_name="triage_decisions")
    op.drop_table("triage_decisions")
    op.drop_table("sealed_words")
    op.drop_index(op.f("ix_feedback_drafts_begun_at"), table_name="feedback_drafts")
    op.drop_table("feedback_drafts")
    op.drop_index(op.f("ix_feedback_said_at"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_listening_id"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_area_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index("ix_answers_theme_latest", table_name="answers")
    op.drop_index(op.f("ix_answers_given_at"), table_name="answers")
    op.drop_table("answers")
    op.drop_index("ix_triage_items_words", table_name="triage_items")
    op.drop_index("ix_triage_items_waiting", table_name="triage_items")
    op.drop_index(op.f("ix_triage_items_released_at"), table_name="triage_items")
    op.drop_index(op.f("ix_triage_items_area_id"), table_name="triage_items")
    op.drop_table("triage_items")
    op.drop_index("ix_themes_responder_state", table_name="themes")
    op.drop_index(op.f("ix_themes_area_id"), table_name="themes")
    op.drop_table("themes")
    op.drop_index(op.f("ix_listenings_closes_at"), table_name="listenings")
    op.drop_index(op.f("ix_listenings_area_id"), table_name="listenings")
    op.drop_table("listenings")
    op.drop_index("ix_come_back_tries_who_at", table_name="come_back_tries")
    op.drop_table("come_back_tries")

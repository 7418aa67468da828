"""What young people agreed to, in four kinds of record, and who is in a photo.

Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "033"
down_revision = "032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "young_people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reference", sa.String(length=7), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("age_band", sa.String(40), nullable=False),
        sa.Column("come_back", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_young_people_made_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_young_people_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_young_people")),
        sa.UniqueConstraint("come_back", name=op.f("uq_young_people_come_back")),
        sa.UniqueConstraint("public_id", name=op.f("uq_young_people_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_young_people_reference")),
        sa.UniqueConstraint("user_id", name=op.f("uq_young_people_user_id")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("agreed", sa.String(40), nullable=False),
        sa.Column("given_by", sa.String(40), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["young_people.id"], name=op.f("fk_consents_person_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_consents_recorded_by_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["users.id"], name=op.f("fk_consents_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consents_public_id")),
    )
    op.create_index("ix_consents_person_kind", "consents", ["person_id", "kind"], unique=False)
    op.create_index(op.f("ix_consents_withdrawn_at"), "consents", ["withdrawn_at"], unique=False)
    op.create_table(
        "photo_people",
        sa.Column("attachment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_photo_people_attachment_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_photo_people_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["young_people.id"], name=op.f("fk_photo_people_person_id")),
        sa.PrimaryKeyConstraint("attachment_id", "person_id", name=op.f("pk_photo_people")),
    )
    op.create_index(op.f("ix_photo_people_person_id"), "photo_people", ["person_id"], unique=False)
    changed = ("person_id", "kind", "agreed", "given_by", "purpose", "recorded_at", "recorded_by_id")
    refuse(
        "consents_stay", "consents", "UPDATE", because="an agreement is only ever taken back, once",
        when="OLD.withdrawn_at IS NOT NULL OR " + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in changed),
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    drop("consents_stay", "consents")
    op.drop_index(op.f("ix_photo_people_person_id"), table_name="photo_people")
    op.drop_table("photo_people")
    op.drop_index(op.f("ix_consents_withdrawn_at"), table_name="consents")
    op.drop_index("ix_consents_person_kind", table_name="consents")
    op.drop_table("consents")
    op.drop_table("young_people")

"""A yes to being shown is to one picture. An older yes of somebody in one picture alone is to that one.

Whoever is in several is asked again: their older yes did not say which picture it was to, so it shows none.
Before you change a table that holds rows: add first, fill, then remove in a later migration. Import no model here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.protect import drop, refuse

revision = "065"
down_revision = "064"
branch_labels = None
depends_on = None

BECAUSE = "an agreement is only ever taken back, once"
KEPT = ("person_id", "kind", "agreed", "given_by", "purpose", "recorded_at", "recorded_by_id")
STANDS = "OLD.withdrawn_at IS NOT NULL OR " + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in KEPT)
PHOTO = "coalesce(OLD.photo, '') <> coalesce(NEW.photo, '')"
FILL = """
UPDATE consents SET photo = (
    SELECT attachments.public_id FROM attachments JOIN photo_people ON photo_people.attachment_id = attachments.id
    WHERE photo_people.person_id = consents.person_id
) WHERE kind = 'photo' AND agreed = 'yes' AND (
    SELECT count(*) FROM photo_people WHERE photo_people.person_id = consents.person_id
) = 1
"""


def upgrade() -> None:
    """Go forward."""
    op.add_column("consents", sa.Column("photo", sa.String(12), nullable=True))
    op.create_index(op.f("ix_consents_photo"), "consents", ["photo"], unique=False)
    drop("consents_stay", "consents")
    op.execute(FILL)
    refuse("consents_stay", "consents", "UPDATE", because=BECAUSE, when=f"{STANDS} OR {PHOTO}")


def downgrade() -> None:
    """Go back."""
    drop("consents_stay", "consents")
    op.drop_index(op.f("ix_consents_photo"), table_name="consents")
    op.drop_column("consents", "photo")
    refuse("consents_stay", "consents", "UPDATE", because=BECAUSE, when=STANDS)

"""More requests, holds and consents."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db, new_public_id
from app.times import local_date
from models.feedback import Feedback
from participation.rules.consents import ConsentKind
from participation.rules.retention import HeldThing
from participation.services import consents, consents_photos, holds
from tests import (
    attachments_made,
    consents_made,
    requests_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def more_rights(ids: Ids, many: int, turn: str) -> None:
    """More requests that wait and are answered, and more holds."""
    said = list(db.session.scalars(sa.select(Feedback.public_id).order_by(Feedback.id.desc()).limit(many)))
    later = local_date(now()) + timedelta(days=60)
    for n in range(many):
        requests_made.asked(words=f"Please {turn} {n}")
        answered = requests_made.asked(words=f"Also {turn} {n}")
        requests_made.refused(answered)
        holds.hold(actor("Orla"), holds.NewHold(HeldThing.FEEDBACK, said[n], f"A claim {turn} {n}", later))


def more_consents(ids: Ids, many: int, turn: str) -> None:
    """More pages, more agreements on the one that is swept and on Asha’s, and more photos that they are in."""
    for public_id in (ids["young_person"], consents.own_page(actor("Asha")).public_id):  # type: ignore[union-attr]
        person = consents.by_public_id(public_id)
        for n in range(many):
            consents_made.agreed(person, list(ConsentKind)[n % 2])
            upload = attachments_made.picture((20 + n, 20 + len(turn)), words=f"{turn} {n} {public_id}")
            file = attachments_made.keep("Carol", new_public_id(), upload)
            consents_photos.put_in_photo(actor("Pia"), person, file.public_id)
    for n in range(many):
        consents_made.a_young_person("Robin" + "abcdefgh"[n])

"""A place from before: a yes is tied to the one picture it can only have been to, and what was said stays said."""

from __future__ import annotations

import sqlalchemy as sa

from app import migrating
from app.db import db
from models.consents import Consent, PhotoPerson
from models.feedback import Feedback, FeltListened, FeltSaid
from participation.rules.feedback import Felt
from participation.services import attachments, consents_photos
from tests.attachments_made import picture
from tests.consents_made import a_young_person, agreed
from tests.proposals_made import drafted
from tests.voice_made import a_listening, somebody_says

BEFORE = "063"


def test_an_older_yes_is_to_the_one_picture_and_one_that_could_be_to_two_is_asked_again(app, work, cast):
    with work():
        one, two = (
            attachments.keep(
                cast("Carol"), "proposal", drafted("Mei").public_id, picture(words=words)
            ).public_id
            for words in ("The shed", "The gate")
        )
        for name, photos in (("Zed", [one]), ("Kit", [one, two])):
            person, _ = a_young_person(name)
            for photo in photos:
                consents_photos.put_in_photo(cast("Pia"), person, photo)
            agreed(person, photos=(one,))
        said = db.session.get_one(Feedback, somebody_says(a_listening(cast), "More swings")[0].id)
        db.session.add(FeltListened(feedback_id=said.id, felt=Felt.NO, at=said.said_at))
    with work():
        assert [yes.photo for yes in db.session.scalars(sa.select(Consent))] == [one, one]
    db.session.remove()
    migrating.downgrade(BEFORE)
    migrating.upgrade()
    assert [yes.photo for yes in db.session.scalars(sa.select(Consent).order_by(Consent.id))] == [one, None]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PhotoPerson)) == 3
    assert [(each.number, each.felt) for each in db.session.scalars(sa.select(FeltSaid))] == [(1, Felt.NO)]

"""Who is in a photo, and whether everybody in it agrees to be shown."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import aliased, undefer

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.attachments import Attachment
from models.consents import Consent, PhotoPerson, YoungPerson
from participation.rules import consents as rules
from participation.rules.attachments import FileKind
from participation.rules.consents import Agreed, ConsentKind, Giver
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


def put_in_photo(actor: Actor, person: YoungPerson, typed: str) -> None:
    """Write down that somebody is in a picture, by its address; it then shows only while they agree."""
    public_id = typed.strip().rstrip("/").rpartition("/")[2]
    file = db.session.scalar(
        sa.select(Attachment).where(
            Attachment.public_id == public_id, Attachment.kind == FileKind.PICTURE,
            Attachment.public_id.in_(gate.released_ids(WordsKind.ATTACHMENT)),
        )
    )  # fmt: skip
    if file is None:
        raise Refusal(
            "There is no photo at that address. Open the photo and copy its address.", field="photo"
        )
    if db.session.get(PhotoPerson, (file.id, person.id)) is None:
        db.session.add(PhotoPerson(attachment_id=file.id, person_id=person.id, at=now(), by_id=known(actor)))
        db.session.flush()
        audit.record("photo.person_named", file, actor=actor, person=person.public_id)


def photos_of(person: YoungPerson) -> list[tuple[Attachment, bool]]:
    """The pictures somebody is in, each with whether it shows now."""
    query = sa.select(Attachment, everybody_agrees()).join(
        PhotoPerson, sa.and_(PhotoPerson.attachment_id == Attachment.id, PhotoPerson.person_id == person.id)
    )
    return [(file, shows) for file, shows in db.session.execute(query.order_by(Attachment.id.desc()))]


def called(person: YoungPerson) -> dict[str, str]:
    """What the pictures they are in are called: {public id: words}."""
    query = sa.select(Attachment).join(PhotoPerson, PhotoPerson.attachment_id == Attachment.id)
    found = db.session.scalars(query.where(PhotoPerson.person_id == person.id))
    return {file.public_id: file.words or "A photo" for file in found}


def photos_agreed(person: YoungPerson) -> list[tuple[Attachment, bool, bool]]:
    """The pictures somebody is in: each with whether it shows now, and whether they were asked about this one."""
    asked = sa.select(Consent.photo).where(Consent.person_id == person.id, Consent.photo.is_not(None))
    about = set(db.session.scalars(asked))
    return [(file, shows, file.public_id in about) for file, shows in photos_of(person)]


def to_ask_about(person: YoungPerson, public_id: str) -> Attachment | None:
    """A picture they are in, to look at together when they are asked. The desk must have let it through."""
    query = sa.select(Attachment).join(PhotoPerson, PhotoPerson.attachment_id == Attachment.id).where(
        Attachment.public_id == public_id, PhotoPerson.person_id == person.id, Attachment.taken_away_at.is_(None),
        Attachment.public_id.in_(gate.released_ids(WordsKind.ATTACHMENT)),
    )  # fmt: skip
    return db.session.scalar(query.options(undefer(Attachment.content)))


def check_in_them(person: YoungPerson, photos: Collection[str]) -> None:
    """Raise Refusal unless they are in each of these pictures: nobody agrees to one they are not in."""
    if set(photos) - {file.public_id for file, _ in photos_of(person)}:
        raise Refusal("Choose from the photos they are in. Say first that they are in it.", field="photos")


def everybody_agrees() -> sa.ColumnElement[bool]:
    """For a query on attachments: nobody known to be in it has no agreement in force to be shown in this very picture.

    The same as `consents_no.is_overruled`, said to the database.
    """
    today, in_it = local_date(now()), aliased(PhotoPerson)
    agreed = sa.exists().where(
        Consent.person_id == in_it.person_id, Consent.kind == ConsentKind.PHOTO, Consent.agreed == Agreed.YES,
        Consent.photo == Attachment.public_id, Consent.withdrawn_at.is_(None), Consent.until >= today, ~_overruled(),
    ).correlate(Attachment, in_it)  # fmt: skip
    return ~sa.exists().where(in_it.attachment_id == Attachment.id, ~agreed)


def _overruled() -> sa.ColumnElement[bool]:
    """The condition on a yes to a picture that a no stands against it."""
    no, own_yes, person = aliased(Consent), aliased(Consent), aliased(YoungPerson)
    own, said_no = no.given_by == Giver.THEMSELVES, sa.and_(no.agreed == Agreed.NO, no.withdrawn_at.is_(None))
    taken_back = sa.and_(
        no.agreed == Agreed.YES, no.withdrawn_at.is_not(None),
        sa.or_(no.photo.is_(None), no.photo == Consent.photo),
    )  # fmt: skip
    own_no = sa.and_(own, sa.or_(said_no, taken_back))
    by_others = Consent.given_by != Giver.THEMSELVES
    young = sa.exists().where(person.id == no.person_id, person.age_band.in_(rules.UNDER_13))
    yes_since = sa.exists().where(
        own_yes.person_id == no.person_id, own_yes.kind == ConsentKind.PHOTO, own_yes.id > no.id,
        own_yes.photo == Consent.photo, own_yes.given_by == Giver.THEMSELVES, own_yes.agreed == Agreed.YES,
        own_yes.withdrawn_at.is_(None),
    ).correlate(no, Consent)  # fmt: skip
    return sa.exists().where(
        no.person_id == Consent.person_id, no.kind == ConsentKind.PHOTO, sa.or_(
            sa.and_(no.id > Consent.id, sa.or_(own_no, sa.and_(said_no, sa.or_(by_others, young)))),
            sa.and_(by_others, own_no, ~yes_since),
        ),
    )  # fmt: skip

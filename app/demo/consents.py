"""The demo's agreements: Asha's and Tomos's, and Robin, who has no account; one yes was taken back."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.money import actor_named
from app.demo.story import Moment
from app.times import local_date
from models.consents import YoungPerson
from participation.rules.consents import Agreed, ConsentKind, Giver, NewConsent
from participation.rules.people import Actor, AgeBand
from participation.services import consents

THREE = (
    ("Asha", AgeBand.SIXTEEN_SEVENTEEN, "asha"), ("Tomos", AgeBand.THIRTEEN_TO_FIFTEEN, "tomos"),
    ("Robin", AgeBand.TEN_TO_TWELVE, ""),
)  # fmt: skip
PANEL, PHOTO = "The young advisors’ panel", "A photo of the panel on the council’s website"


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Asked when they joined; Tomos took the photo back three weeks ago."""
    joined = today - timedelta(days=200)
    return [Moment(joined, _ask), Moment(today - timedelta(days=21), _take_back)]


def _ask() -> None:
    pia = actor_named("Pia")
    until = local_date(now()) + timedelta(days=365)
    for called, band, username in THREE:
        person, _ = consents.add_person(pia, called, band, username)
        by = Giver.PARENT if band is AgeBand.TEN_TO_TWELVE else Giver.THEMSELVES
        kinds = ((ConsentKind.TAKING_PART, PANEL, Agreed.YES), (ConsentKind.PHOTO, PHOTO, Agreed.YES))
        for kind, purpose, said in kinds if called != "Robin" else kinds[1:]:
            consents.record(pia, person, NewConsent(kind, said, by, purpose, until))
        if called == "Tomos":
            words = (
                "We went through what the panel does and who reads his views. He told me in his own words."
            )
            note = NewConsent(ConsentKind.GILLICK, Agreed.YES, Giver.THEMSELVES, PANEL, note=words)
            consents.record(pia, person, note)


def _take_back() -> None:
    person = db.session.scalars(sa.select(YoungPerson).where(YoungPerson.called == "Tomos")).one()
    photo = consents.records_of(person)[ConsentKind.PHOTO][0]
    consents.take_back(Actor.nobody(), person, photo.consent.public_id)

"""Agreements, made quickly: a young person's page, a yes, and a photo they are in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.clock import now
from app.times import local_date
from models.consents import Consent, YoungPerson
from participation.rules.consents import Agreed, ConsentKind, Giver, NewConsent, Standing
from participation.rules.people import AgeBand
from participation.services import consents, consents_photos
from tests.proposals_made import actor


def a_young_person(
    called: str = "Robin", username: str = "", band: AgeBand = AgeBand.THIRTEEN_TO_FIFTEEN
) -> tuple[YoungPerson, str]:
    """A page Pia keeps, and its four words (none for somebody who signs in)."""
    return consents.add_person(actor("Pia"), called, band, username)


def agreed(person: YoungPerson, kind: ConsentKind = ConsentKind.PHOTO, **more: Any) -> Consent:
    """A yes for a year, said by the young person, to each photo they are in, unless said otherwise. The last record."""
    wanted: dict[str, Any] = {
        "agreed": Agreed.YES, "given_by": Giver.THEMSELVES, "purpose": "The skate park day",
        "until": in_a_year(), "photos": tuple(consents_photos.called(person)), **more,
    }  # fmt: skip
    return consents.record(actor("Pia"), person, NewConsent(kind=kind, **wanted))[-1]


def in_a_year() -> date:
    """A last day that is well to come."""
    return local_date(now()) + timedelta(days=365)


def of_kind(person: YoungPerson, kind: ConsentKind) -> list[Standing]:
    """How what they said of this kind stands, the newest first."""
    return [record.standing for record in consents.records_of(person)[kind]]

"""An award of Bike library's to Quay Wheels, offered and signed, for tests of what comes after."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import (
    awards,
    organisations,
    payments,
)
from commissioning.services.offers import Instalment
from models.awards import Award
from models.triage import TriageItem
from tests.decisions_made import a_counted_round, adopted, offer_it
from tests.leeds_made import award_of
from tests.organisations_made import a_ready_organisation
from tests.proposals_made import actor

DID = "Ten bikes came, and six of us mended them."


def an_offer_to_wheels():
    """Bike library's £400, offered to Quay Wheels, for which Dev acts."""
    a_counted_round()
    decision = adopted(offered=False)
    wheels = a_ready_organisation()
    organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
    halves = [
        Instalment("When it starts", Pence(150_00)),
        Instalment("When ten bikes are mended", Pence(250_00)),
    ]
    offer_it(award_of(decision), wheels, instalments=halves)


def an_award_signed():
    """The same, signed by Dev."""
    an_offer_to_wheels()
    awards.accept(actor("Dev"), the_award(), signed_by="Dev Patel, Quay Wheels CIC")


def the_award():
    return awards.get_award(db.session.scalars(sa.select(Award.public_id)).one())


def read_at_the_desk(public_id):
    """The safeguarding lead has let these words through."""
    query = sa.select(TriageItem).where(TriageItem.words_of == public_id, TriageItem.is_latest)
    item = db.session.scalars(query).one()
    item.decided_at = item.released_at = now()
    item.released_version = 1
    db.session.flush()


def asked(pence=150_00, by="Dev", words=DID):
    return payments.ask(actor(by), the_award(), Pence(pence), what="When it starts", words=words)


@pytest.fixture(name="signed")
def signed_fixture(begin):
    begin(an_award_signed)


@pytest.fixture(name="award")
def award_fixture(begin):
    begin(an_offer_to_wheels)

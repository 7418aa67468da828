"""Awards that open data tells of, for tests."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.public_money import Instrument, MoneyRule
from commissioning.services import awards
from models.awards import Award
from tests.built_once import built_once
from tests.decisions_made import a_counted_round, adopted, offer_it
from tests.proposals_made import actor


@built_once
def a_grant_and_a_contract(*, purpose: str = "Gardening", title: str = "") -> tuple[Award, Award]:
    """A grant (of that title, when given) and a contract for that purpose, both accepted."""
    a_counted_round()
    adopted("Bike library")
    adopted("Quiet garden", offered=False)
    grant, contract = db.session.scalars(sa.select(Award).order_by(Award.id))
    offer_it(
        contract, instrument=Instrument.CONTRACT, category=MoneyRule.GOODS_SERVICES,
        value=contract.amount_pence, purpose=purpose,
    )  # fmt: skip
    grant.title = title or grant.title
    for award in (grant, contract):
        awards.accept(actor("Mei"), award, signed_by="Hana Reed, Quay Wheels CIC")
    return grant, contract

"""A Deal of the south’s made step by step, each step a transaction of its own, for tests."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.db import db
from models.places import Team
from participation.services import (
    deals,
    deals_lasting,
    deals_reading,
)
from participation.services.deals import PairWords

OPEN_HALL = PairWords(
    "Open the hall on Fridays", "Help run the tuck shop", "Head of parks", "", date(2026, 10, 1)
)


def south() -> Team:
    return db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one()


def started(cast, work, *, pairs=(OPEN_HALL,), wigan=False) -> str:
    with work():
        deal = deals.start(
            cast("Pia"), "The Friday Deal", "For the south", south(), with_starting_pairs=wigan
        )
        for words in pairs:
            deals.write_pair(cast("Carol"), deal, words)
        return deal.public_id


def lived(cast, work) -> str:
    key = started(cast, work)
    with work():
        deals.offer(cast("Pia"), deals_reading.get_deal_for(cast("Pia"), key))
    for name in ("Asha", "Rhona"):
        with work():
            deals.agree(cast(name), deals_reading.get_deal_for(cast(name), key))
    with work():
        deals_lasting.begin(cast("Grace"), deals_reading.get_deal_for(cast("Grace"), key), date(2027, 3, 1))
    return key

"""More Deals."""

from __future__ import annotations

from datetime import date

from participation.services import (
    deals,
    deals_reading,
)
from tests import (
    deals_swept,
)
from tests.proposals_made import actor
from tests.sweep_place.agreed import a_deal
from tests.sweep_place.found import Ids


def more_deals(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        lived = a_deal(f"Deal {turn} {n}", active=True, pairs=2)
        a_deal(f"New deal {turn} {n}", pairs=2)
        deal = deals_reading.get_deal_for(actor("Carol"), ids["young_deal"])
        deals.write_pair(
            actor("Carol"), deal, deals.PairWords("We mend", "We say", "Parks", "", date(2027, 3, 1))
        )
        deals_swept.grow(ids, turn, n, lived)

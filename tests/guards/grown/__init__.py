"""More of everything: N of each thing that some page lists, through the services wherever they are quick enough."""

from __future__ import annotations

from app.unit_of_work import unit_of_work
from tests.guards.grown.agreed import more_deals
from tests.guards.grown.ideas import more_proposals, more_together
from tests.guards.grown.money import more_money, more_organisations, more_small_sums, more_virtual
from tests.guards.grown.people import more_people
from tests.guards.grown.reports import more_bodies
from tests.guards.grown.rights import more_consents, more_rights
from tests.guards.grown.voice import more_voice
from tests.guards.grown.voting import more_rounds
from tests.sweep_place.found import Ids


def grow(ids: Ids, many: int, turn: str) -> None:
    """So many more of everything that some page lists."""
    for make in (
        more_proposals,
        more_together,
        more_organisations,
        more_rounds,
        more_money,
        more_small_sums,
        more_virtual,
        more_deals,
        more_voice,
        more_consents,
        more_rights,
        more_people,
        more_bodies,
    ):
        with unit_of_work():
            make(ids, many, turn)

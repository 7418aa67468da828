"""One small place with a record behind every address: for the sweeps that open every page and send every form.

Two teams each have their own things, so that "the other team's" can be tried; names of records are keys here.
"""

from __future__ import annotations

from app.unit_of_work import unit_of_work
from tests.sweep_place.agreed import make_deals
from tests.sweep_place.decided import make_decided, make_held
from tests.sweep_place.desk import make_consents, make_desk, make_rights
from tests.sweep_place.found import Ids
from tests.sweep_place.ideas import make_proposals, make_together
from tests.sweep_place.money import (
    make_money,
    make_organisations,
    make_pot_rules,
    make_small_sums,
    make_virtual,
)
from tests.sweep_place.people import make_letters, make_people
from tests.sweep_place.reports import make_summaries
from tests.sweep_place.voice import make_voice
from tests.sweep_place.voting import make_rounds


def furnish() -> Ids:
    """Make everything; returns the public ids by name."""
    ids: Ids = {}
    make_summaries(ids)
    for make in (
        make_organisations,
        make_money,
        make_small_sums,
        make_virtual,
        make_proposals,
        make_rounds,
        make_decided,
        make_pot_rules,
        make_together,
        make_deals,
        make_voice,
        make_consents,
        make_desk,
        make_rights,
        make_people,
        make_letters,
        make_held,
    ):
        with unit_of_work():
            ids.update(make())
    return ids

"""Small sums made quickly: an office's pot with limits, and a worker's asking."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import FamilyNeed, Limits
from commissioning.services import small_sums, small_sums_limits
from models.places import Area
from models.pots import Pot
from models.small_sums import SmallSum
from participation.rules.attachments import Upload
from participation.rules.themes import Shanarri
from tests.attachments_made import picture
from tests.money_made import a_pot, area_id
from tests.proposals_made import actor

LIMITS = {"at_once": 50_00, "item": 250_00, "family": 400_00, "office": 1_000_00}


def an_office_pot(
    pence: int = 1_500_00, starts_on: date | None = None, name: str = "Small sums", **limits: int
) -> Pot:
    """A pot whose Millfield share pays small sums within these limits (pence)."""
    pot = a_pot({"Millfield": pence, "Harbour & Quay": pence}, name=name)
    wanted = {key: Pence(value) for key, value in (LIMITS | limits).items()}
    small_sums_limits.set_limits(actor("Farid"), pot, Limits(starts_on or local_date(now()), **wanted))
    return pot


def asking(cost: int = 45_00, **changes: Any) -> small_sums.Asked:
    """A washer that is spoilt, for a goal, within the limit that needs no manager."""
    wanted = {
        "office": db.session.get_one(Area, area_id("Millfield")).public_id, "item": "Repair of a washing machine",
        "goal": "Clean uniforms, so that going to school is easier", "need": FamilyNeed.HOME,
        "outcome": Shanarri.NURTURED, "cost": Pence(cost), **changes,
    }  # fmt: skip
    return small_sums.Asked(**wanted)


def ask(cost: int = 45_00, who: str = "Nia", **changes: Any) -> SmallSum:
    """Ask for it."""
    return small_sums.ask(actor(who), asking(cost, **changes))


def buy(
    made: SmallSum, spent: int, receipt: Upload | None = None, who: str = "Nia", key: str = "one"
) -> None:
    """Buy it today, with a receipt."""
    sent = receipt or picture(words="The receipt")
    small_sums.buy(
        actor(who),
        made,
        spent=Pence(spent),
        bought_on=local_date(now()),
        receipt=sent,
        key=f"{made.public_id}{key}",
    )

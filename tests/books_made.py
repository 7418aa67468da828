"""A pot with entries in two months, as the finance pages show it."""

from __future__ import annotations

import pytest

from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards
from tests.money_made import SYSTEM, a_pot, area_id

KEY = "a-key-long-enough-{}"
NO_DAY = {"day-day": "", "day-month": "", "day-year": ""}


@pytest.fixture(name="pot")
def pot_fixture(app, work, at):
    with at("2026-09-04 09:00"), work():
        made = a_pot({"Millfield": 310_00, "Harbour & Quay": 90_00})
        shares = {area_id("Millfield"): Pence(120_00)}
        ledger_awards.commit_award(
            SYSTEM, award_id="one", pot_id=made.id, shares=shares, reason="=1+1 agreed"
        )
        return made.public_id


def more(pence="500.00", key=1, **typed):
    return {"area_0": pence, "area_1": "", "area_2": "", "reason": "More came in", **NO_DAY,
            "idempotency_key": KEY.format(key), **typed}  # fmt: skip

"""What a finance lead is told about a pot: each remark when it is true, and silence when all is well."""

from __future__ import annotations

from datetime import date
from re import search

import pytest

from commissioning.rules.pence import Pence
from commissioning.rules.pots import AreaStanding, PotState, Standing
from commissioning.rules.pots_life import Life
from commissioning.rules.pots_watch import Watched, Weight, remarks

S = PotState
TODAY = date(2026, 11, 25)


def pot(state=S.OPEN, closes=date(2027, 6, 1), opens=date(2026, 4, 1), areas=((50, 20, 60),), **more):
    standing = Standing(
        tuple(
            AreaStanding(n, f"Ward {n}", promised=Pence(p), paid=Pence(d), left=Pence(left))
            for n, (p, d, left) in enumerate(areas)
        )
    )
    return Watched(Life(state, opens, closes), standing, **more)


@pytest.mark.parametrize(
    ("seen", "weight", "words"),
    [
        (pot(closes=TODAY), Weight.MUST, r"Past its closing day, with £0\.60 left"),
        (pot(closes=TODAY), Weight.LOOK, r"£0\.50 is promised and still to be paid"),
        (pot(S.CLOSED), Weight.MUST, r"Closed with £0\.60 left\. Carry it forward, or hand it back"),
        (pot(S.CONFIRMED), Weight.MUST, r"Has £1\.30 in it and is not open"),
        (pot(S.PLEDGED, areas=(), pledged=Pence(500)), Weight.MUST, r"£5\.00 is pledged and not confirmed"),
        (pot(pledged=Pence(500)), Weight.LOOK, r"£3\.70 of the £5\.00 pledged has not come in yet"),
        (pot(areas=((5, 5, 0),)), Weight.LOOK, "All of it is promised or paid"),
        (pot(least=Pence(61)), Weight.LOOK, r"The £0\.60 left is less than the least award, £0\.61"),
        (pot(areas=((50, 50, 11),)), Weight.LOOK, r"Little is left: £0\.11 of £1\.11"),
        (pot(areas=((5, 5, 50), (5, 5, 0))), Weight.LOOK, r"Nothing is left in Ward 1\."),
        (
            pot(closes=date(2027, 1, 1), areas=((0, 1, 60),)),
            Weight.LOOK,
            r"Closes on 1 January 2027, and £0\.60 is",
        ),
    ],
)
def test_each_remark_is_made_when_it_is_true(seen, weight, words):
    found = remarks(seen, TODAY)
    assert any(one.weight is weight and search(words, one.words) for one in found), found
    assert [one.weight for one in found] == sorted(one.weight for one in found)


@pytest.mark.parametrize(
    "seen", [pot(), pot(S.DRAFT, areas=()), pot(S.CARRIED_FORWARD, areas=((0, 5, 0),)), pot(S.FROZEN)]
)
def test_a_pot_that_is_well_is_left_alone(seen):
    assert remarks(seen, TODAY) == []

"""Pots: their states, years and limits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import pots
from commissioning.rules.pence import Pence
from commissioning.rules.pots import AreaStanding, PotAction, PotState, Standing
from participation.rules.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026/27", "2026/27"), ("2026-27", "2026/27"), (" 2026/2027 ", "2026/27"), ("2099/00", "2099/00")],
)
def test_financial_years_are_written_one_way(typed, kept):
    assert pots.financial_year(typed) == kept


@pytest.mark.parametrize("typed", ["2026", "2026/28", "26/27", "next year", "", "２０２６/27", "2026/27/28"])
def test_what_is_no_financial_year_is_refused(typed):
    with pytest.raises(Refusal, match="2026/27"):
        pots.financial_year(typed)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_every_day_is_within_its_own_financial_year(day):
    first, after = pots.year_bounds(pots.year_of(day))
    assert first <= day < after


def test_a_pot_goes_only_where_the_table_says():
    assert pots.MACHINE.step(PotState.DRAFT, PotAction.OPEN).to is PotState.OPEN
    with pytest.raises(Refusal, match="This pot is draft, so it cannot be closed now"):
        pots.MACHINE.step(PotState.DRAFT, PotAction.CLOSE)
    for over in (PotState.CARRIED_FORWARD, PotState.RETURNED):
        assert pots.MACHINE.actions(over) == []


@pytest.mark.parametrize("state", [state for state in PotState if state is not PotState.OPEN])
def test_only_an_open_pot_takes_promises(state):
    pots.check_promises(PotState.OPEN)
    with pytest.raises(Refusal, match="Nothing can be promised"):
        pots.check_promises(state)


def test_a_limit_is_the_last_amount_allowed():
    pots.check_award_limit(500_00, 500_00)
    pots.check_award_limit(10**9, None)
    with pytest.raises(Refusal, match=r"at most £500\.00 to one award, and this asks £500\.01"):
        pots.check_award_limit(500_01, 500_00)


def test_a_standing_adds_up_over_its_areas():
    areas = (
        AreaStanding(1, "A", Pence(10), Pence(20), Pence(30)),
        AreaStanding(None, "All", Pence(1), Pence(2), Pence(3)),
    )
    standing = Standing(areas)
    assert (standing.in_, standing.promised, standing.paid, standing.left) == (66, 11, 22, 33)
    assert standing.committed == 33
    assert standing.left_in(None) == 3
    assert standing.left_in(99) == 0


def test_every_route_and_state_is_explained():
    assert set(pots.ROUTE_NAMES) == set(pots.ROUTE_WORDS) == set(pots.DecisionRoute)
    assert set(pots.STATE_WORDS) == set(PotState)
    assert set(pots.ACTION_NAMES) == set(PotAction)

"""Money shared by formula between areas: exactly, as it was seen, and by two people when it is large."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from commissioning.rules.allocation import FigureKind, Formula, Working
from commissioning.rules.pence import Pence
from commissioning.services import (
    allocations,
    area_figures,
    pots,
    two_people,
)
from commissioning.services.pots_import import import_file
from models.places import Area
from models.pots import Pot
from models.pots_terms import AreaFigure
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id, two_people_above
from tests.proposals_made import actor

K = FigureKind


def test_a_sum_is_shared_by_formula_exactly_and_only_as_it_was_seen(app, work):
    farid = actor("Farid")
    figures = {
        "Millfield": (10_000, 300, 900),
        "Harbour & Quay": (20_000, 300, 700),
        "Northgate Park": (10_000, 0, 400),
    }
    with work():
        pot = a_pot({}, name="Youth")
        with pytest.raises(
            Refusal, match="no children aged 8 to 17 for Harbour & Quay, Millfield, Northgate Park"
        ):
            allocations.work_out(pot, Pence(100_00), Formula.CHILDREN)
        for name, (people, need, children) in figures.items():
            area = db.session.get_one(Area, area_id(name))
            values = {K.POPULATION: people, K.DEPRIVATION: need, K.CHILDREN: children}
            area_figures.record(
                farid, area, values, source="A made-up count for tests", as_of=date(2025, 6, 30)
            )
        shown = allocations.work_out(pot, Pence(28_139_94), Formula.CHILDREN)
        assert sum(line.share for line in shown.working.lines) == 28_139_94
        assert shown.sources == ("Children aged 8 to 17: A made-up count for tests, 30 June 2025",)
        area_figures.record(
            farid, db.session.get_one(Area, area_id("Millfield")), {K.CHILDREN: 901}, source="Newer",
            as_of=date(2026, 6, 30),
        )  # fmt: skip
        with pytest.raises(Refusal, match="The sum has changed since you looked"):
            allocations.apply(
                farid, pot, Pence(28_139_94), Formula.CHILDREN, None, seen=shown.stamp, reason="x", key="k"
            )
        shown = allocations.work_out(pot, Pence(28_139_94), Formula.CHILDREN)
        sent = {"seen": shown.stamp, "reason": "The year’s youth money", "key": "k"}
        for _ in range(2):  # the same key again changes nothing
            assert allocations.apply(farid, pot, Pence(28_139_94), Formula.CHILDREN, None, **sent) is None
    standing = pots.standing_of(pot.id)
    assert standing.in_ == 28_139_94
    assert {area.area_id: area.left for area in standing.areas if area.in_} == {
        one.key: one.share for one in shown.working.lines
    }
    (kept,) = allocations.of_pot(pot)
    assert Working.from_json(kept.working) == shown.working
    with pytest.raises(DBAPIError, match="a newer one is added"), work():
        db.session.execute(sa.update(AreaFigure).values(value=1))


def test_fifes_seven_offices_hold_equal_sums_to_the_penny(app, work):
    """Fife gives each of seven offices what one child in care costs for a year; the sum here is made up."""
    offices = ["Cowdenbeath", "Cupar", "Dunfermline", "Glenrothes", "Kirkcaldy", "Leven", "Rosyth"]
    rows = "".join(f"Fife,Prevention,{office},0,committee,2026/27\n" for office in offices)
    with work():
        import_file(
            SYSTEM, f"team,pot,area,amount,decision_route,financial_year\n{rows}".encode(), make_places=True
        )
        pot = db.session.scalars(sa.select(Pot)).one()
        shown = allocations.work_out(pot, Pence(1_200_000_00), Formula.EQUAL)
        allocations.apply(
            actor("Farid"),
            pot,
            Pence(1_200_000_00),
            Formula.EQUAL,
            None,
            seen=shown.stamp,
            reason="The year",
            key="k",
        )
    areas = pots.standing_of(pot.id).areas
    assert [area.left for area in areas] == [171_428_58, *[171_428_57] * 6]
    assert [area.area for area in areas] == offices
    assert pots.standing_of(pot.id).left == 1_200_000_00


def test_a_large_sum_shared_by_formula_waits_for_a_second_person(app, work):
    farid = actor("Farid")
    with work():
        two_people_above(50_000_00)
        pot = a_pot({}, name="Youth")
        shown = allocations.work_out(pot, Pence(60_000_00), Formula.EQUAL)
        held = allocations.apply(
            farid, pot, Pence(60_000_00), Formula.EQUAL, None, seen=shown.stamp, reason="The year", key="k"
        )
        assert held is not None
        assert pots.standing_of(pot.id).in_ == 0
        with pytest.raises(Refusal, match="somebody else has to confirm"):
            two_people.confirm(farid, held)
        two_people.confirm(actor("Carol"), held)
    assert {area.left for area in pots.standing_of(pot.id).areas if area.in_} == {20_000_00}
    assert len(allocations.of_pot(pot)) == 1


def test_figures_from_the_future_from_others_or_below_nought_are_refused(app, work):
    with work():
        area = db.session.get_one(Area, area_id("Millfield"))
        for who, values, day, why in (
            ("Grace", {K.POPULATION: 1}, date(2026, 1, 1), "Only the finance lead"),
            ("Farid", {K.POPULATION: 1}, date(2099, 1, 1), "cannot be still to come"),
            ("Farid", {K.POPULATION: -1}, date(2026, 1, 1), "whole number"),
            ("Farid", {}, date(2026, 1, 1), "at least one figure"),
        ):
            with pytest.raises(Refusal, match=why):
                area_figures.record(actor(who), area, values, source="x", as_of=day)

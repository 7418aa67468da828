"""Pots made quickly, for tests of anything that needs money."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotAction
from commissioning.services import pots, pots_making
from models.places import Area, Team
from models.pots import Pot
from models.two_people import TwoPeopleAmount
from participation.rules.people import Actor

SYSTEM = Actor.system()


def area_id(name: str) -> int:
    """The id of one of the cast's areas."""
    return db.session.scalars(sa.select(Area.id).where(Area.name == name)).one()


def team_id(name: str = "Alderbrook South team") -> int:
    """The id of one of the cast's teams."""
    return db.session.scalars(sa.select(Team.id).where(Team.name == name)).one()


def a_pot(
    amounts: dict[str, int],
    *,
    name: str = "Wellbeing",
    year: str = "2026/27",
    route: DecisionRoute = DecisionRoute.DELEGATED_OFFICER,
    team: str = "Alderbrook South team",
    max_award: int | None = None,
) -> Pot:
    """An open pot with so many pence for each named area ("" is the whole team); a draft one for no amounts."""
    new = pots_making.NewPot(
        name=name, fund=f"{name} Fund", team_id=team_id(team), route=route, decided_by="Director of Communities",
        financial_year=year, purpose="Small things that keep families well",
        max_award=Pence(max_award) if max_award else None,
        area_ids=[area_id(area) for area in amounts if area],
    )  # fmt: skip
    pot = pots_making.create(SYSTEM, new)
    if amounts:
        shares = {area_id(area) if area else None: Pence(pence) for area, pence in amounts.items()}
        pots.add_money(SYSTEM, pot, shares, reason="This year’s money", key="first")
        pots.change(SYSTEM, pot, PotAction.OPEN)
    return pot


def two_people_above(pence: int, from_day: date = date(2020, 1, 1)) -> None:
    """From that day on, more than so many pence take two people."""
    db.session.add(
        TwoPeopleAmount(
            from_day=from_day,
            amount_pence=Pence(pence),
            reason="The council’s rules",
            set_by="a",
            confirmed_by="b",
            at=now(),
        )
    )
    db.session.flush()

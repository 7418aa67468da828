"""The demo's money: three pots for the South, two for the North, and what came in over the year. Figures made up."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.people import NORTH, SOUTH
from app.demo.story import Moment
from app.times import LONDON, local_date
from commissioning.rules.allocation import Formula
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotAction, year_bounds, year_of
from commissioning.services import allocations, ledger, pots, pots_making
from models.ledger import LedgerEntry
from models.people import User
from models.places import Area, Team
from models.pots import Pot
from participation.rules.people import Actor

MILLFIELD, HARBOUR, PARK = "Millfield", "Harbour & Quay", "Northgate Park"
DIRECTOR = "Director of Children and Communities"
COMMITTEE = "Alderbrook South Community Committee"
TRUST = "Northgate Neighbours, the grant holder’s partnership"


@dataclass(frozen=True)
class Told:
    """A pot of the story and what it starts with, in pence by area ("" is the whole team)."""

    name: str
    fund: str
    team: str
    purpose: str
    route: DecisionRoute
    decided_by: str
    starts_with: Mapping[str, int]
    ring_fence: str = ""
    max_award: int | None = None
    formula: Formula | None = None  # how the sum that `starts_with` comes to is shared, when by formula


WELLBEING = Told(
    "Wellbeing", "Wellbeing Fund", SOUTH,
    "Small, early things that help children and families stay well: clubs, kit, food, somewhere to go.",
    DecisionRoute.DELEGATED_OFFICER, DIRECTOR, {MILLFIELD: 27_415_50, HARBOUR: 25_860_75, PARK: 21_304_20},
    max_award=7_500_00,
)  # fmt: skip
YOUTH = Told(
    "Youth Activities", "Youth Activities Fund", SOUTH,
    "Things to do outside school, chosen by the people who will do them.",
    DecisionRoute.DELEGATED_OFFICER, DIRECTOR, {MILLFIELD: 6_480_00, HARBOUR: 7_125_40, PARK: 4_910_00},
    max_award=2_500_00, formula=Formula.CHILDREN,
)  # fmt: skip
LEVY = Told(
    "Places and spaces", "Community Infrastructure Levy", SOUTH,
    "The neighbourhood’s part of what builders pay: play, paths, benches, lights.",
    DecisionRoute.COMMITTEE, COMMITTEE, {MILLFIELD: 8_250_00, HARBOUR: 11_400_27, PARK: 5_975_35},
)  # fmt: skip
NORTH_WELLBEING = replace(WELLBEING, team=NORTH, starts_with={"": 18_640_00}, max_award=3_000_00)
NORTH_SPARKS = Told(
    "Northgate sparks", "Lottery partnership grant", NORTH,
    "Money that residents hold themselves, for ideas too small for anybody else’s forms.",
    DecisionRoute.GRANT_HOLDER, TRUST, {"": 9_500_00}, max_award=500_00,
)  # fmt: skip
YEAR = (WELLBEING, YOUTH, LEVY, NORTH_WELLBEING, NORTH_SPARKS)
LOFT = "A builder’s levy for the flats at the old net loft"
COMMISSIONER = "A grant from the police and crime commissioner"
WARMTH = "Health partnership: winter warmth"
LAST_YEARS = replace(WELLBEING, starts_with={MILLFIELD: 1_902_10, HARBOUR: 866_25, PARK: 1_442_00})


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Last year’s pot closes and carries forward; this year’s open; money comes in, and one slip is put right."""
    this, last = year_of(local_date(today)), year_before(year_of(local_date(today)))
    hours = iter(sorted(dice.sample(range(7 * 60), 12)))

    def moment(days: int) -> datetime:
        return at_work(today, days, next(hours))

    return [
        Moment(moment(259), partial(open_pot, LAST_YEARS, last)),
        *(Moment(moment(256), partial(open_pot, told, this)) for told in YEAR),
        Moment(moment(241), partial(_close_last_year, last)),
        Moment(moment(166), partial(_add, LEVY, this, {HARBOUR: 3_270_27}, LOFT)),
        Moment(moment(121), partial(_add, YOUTH, this, {MILLFIELD: 1_500_00, PARK: 1_500_00}, COMMISSIONER)),
        Moment(moment(83), partial(_add, WELLBEING, this, {PARK: 6_000_00}, WARMTH)),
        Moment(moment(82), partial(_put_right, "It was £600, and the letter’s comma was misread")),
        Moment(moment(81), partial(_add, WELLBEING, this, {PARK: 600_00}, WARMTH)),
    ]  # fmt: skip


def at_work(today: datetime, days: int, minutes: int) -> datetime:
    """So many minutes after nine, on the last working day on or before that many days ago."""
    day = local_date(today) - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, time(9), tzinfo=LONDON) + timedelta(minutes=minutes)


def make_pot(told: Told, year: str) -> None:
    """Farid makes the pot, without money yet."""
    farid = actor_named("Farid")
    team = db.session.scalars(sa.select(Team).where(Team.name == told.team)).one()
    first, after = year_bounds(year)
    pots_making.create(farid, pots_making.NewPot(
        name=told.name, fund=told.fund, team_id=team.id, route=told.route, decided_by=told.decided_by,
        financial_year=year, purpose=told.purpose, opens_on=min(first, local_date(now())),
        closes_on=after.replace(month=7), ring_fence=told.ring_fence,  # three months to see the year's votes through
        max_award=Pence(told.max_award) if told.max_award else None, area_ids=[area.id for area in team.areas],
    ))  # fmt: skip


def open_pot(told: Told, year: str) -> None:
    """Farid makes the pot, puts the year's money in and opens it."""
    make_pot(told, year)
    farid, pot = actor_named("Farid"), find_pot(told, year)
    reason = f"The council’s budget for {year}"
    if told.formula is None:
        pots.add_money(farid, pot, _shares(told.starts_with), reason=reason, key="the-year")
    else:
        total = Pence(sum(told.starts_with.values()))
        seen = allocations.work_out(pot, total, told.formula).stamp
        allocations.apply(farid, pot, total, told.formula, None, seen=seen, reason=reason, key="the-year")
    pots.change(farid, pot, PotAction.OPEN)


def _close_last_year(year: str) -> None:
    farid, pot = actor_named("Farid"), find_pot(LAST_YEARS, year)
    pots.change(farid, pot, PotAction.CLOSE, reason="The year’s last claims are in")
    pots.change(
        farid,
        pot,
        PotAction.CARRY_FORWARD,
        reason="The committee asked that what was left stays with each area",
    )


def _add(told: Told, year: str, amounts: Mapping[str, int], reason: str) -> None:
    pots.add_money(
        actor_named("Farid"), find_pot(told, year), _shares(amounts), reason=reason, key=f"{now():%Y%m%d%H%M}"
    )


def _put_right(reason: str) -> None:
    newest = (
        sa.select(LedgerEntry).where(LedgerEntry.kind == "allocate").order_by(LedgerEntry.id.desc()).limit(1)
    )
    ledger.reverse(actor_named("Farid"), db.session.scalars(newest).one(), reason=reason)


def _shares(amounts: Mapping[str, int]) -> dict[int | None, Pence]:
    ids = {name: area_id for area_id, name in db.session.execute(sa.select(Area.id, Area.name))}
    return {ids.get(name): Pence(pence) for name, pence in amounts.items()}


def find_pot(told: Told, year: str) -> Pot:
    """The story’s pot of that year."""
    query = sa.select(Pot).join(Pot.team).where(Pot.name == told.name, Pot.financial_year == year)
    return db.session.scalars(query.where(Team.name == told.team)).one()


def year_before(year: str) -> str:
    """The financial year before."""
    return year_of(year_bounds(year)[0] - timedelta(days=1))


def actor_named(name: str) -> Actor:
    """Somebody of the cast."""
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())

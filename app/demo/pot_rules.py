"""The demo's rules of pots: what areas are weighed by, match and its evidence, a pledge, and money past its day.

Every figure is made up, and says so where it is shown.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo import money
from app.demo.money import HARBOUR, MILLFIELD, PARK, Told, at_work
from app.demo.people import SOUTH
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.allocation import FigureKind
from commissioning.rules.match import MatchKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotAction, year_of
from commissioning.rules.pots_terms import CarryRule
from commissioning.services import area_figures, funds, match, pots, pots_terms
from commissioning.services.match import Brought
from commissioning.services.pots_terms import NewTerms
from models.awards import Award
from models.places import Area
from models.pots import Fund

K = FigureKind
MADE_UP = "A figure made up for this demo"
FIGURES = {
    MILLFIELD: {K.POPULATION: 9_412, K.DEPRIVATION: 2_310, K.CHILDREN: 1_204},
    HARBOUR: {K.POPULATION: 11_870, K.DEPRIVATION: 1_955, K.CHILDREN: 1_318},
    PARK: {K.POPULATION: 8_036, K.DEPRIVATION: 640, K.CHILDREN: 911},
}
SOURCES = {
    "Wellbeing Fund": "The council’s own budget, set each February.",
    "Youth Activities Fund": "The council’s own budget, kept for children and young people.",
    "Community Infrastructure Levy": "Builders pay it for each new home; part of it stays in the neighbourhood.",
    "Lottery partnership grant": "A grant from a lottery fund, held by residents.",
}
HALF = NewTerms(match_percent=50, hour=Pence(12_50), hour_source=MADE_UP, carry=CarryRule.MERGE)
CALM = Told(
    "Calm corners", "Health partnership grant", SOUTH, "Quiet rooms and somebody to talk to, in schools and libraries.",
    DecisionRoute.COMMITTEE, money.COMMITTEE, {},
)  # fmt: skip
OLD_SPARKS = replace(money.NORTH_SPARKS, starts_with={"": 1_240_00})
BROUGHT = (
    (
        Brought(MatchKind.HOURS, "Neighbours’ hours, setting up and clearing away", minutes=46 * 60),
        40 * 60,
        None,
    ),
    (
        Brought(MatchKind.ROOM, "The hall, without charge, for ten evenings", value=Pence(450_00)),
        None,
        Pence(450_00),
    ),
    (Brought(MatchKind.GOODS, "Tools lent by a builders’ yard", value=Pence(180_00)), None, None),
)


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Figures first, then each pot's rules as it opens; later a pledge, match, and a pot nobody closed."""
    this = year_of(local_date(today))
    last = money.year_before(this)
    return [
        Moment(at_work(today, 260, 20), _figures),
        Moment(at_work(today, 257, 30), partial(money.open_pot, OLD_SPARKS, last)),
        Moment(at_work(today, 257, 40), partial(_freeze, OLD_SPARKS, last)),
        Moment(at_work(today, 255, 430), partial(_rules, this, last)),
        Moment(at_work(today, 30, 425), partial(_pledge, this)),
        Moment(at_work(today, 9, 425), partial(_match, this)),
    ]


def _figures() -> None:
    for name, values in FIGURES.items():
        area = db.session.scalars(sa.select(Area).where(Area.name == name)).one()
        as_of = date(local_date(now()).year - 1, 6, 30)
        area_figures.record(money.actor_named("Farid"), area, values, source=MADE_UP, as_of=as_of)


def _freeze(told: Told, year: str) -> None:
    reason = "The trust’s treasurer has left. Nothing new until there is another."
    pots.change(money.actor_named("Farid"), money.find_pot(told, year), PotAction.FREEZE, reason=reason)


def _rules(this: str, last: str) -> None:
    farid = money.actor_named("Farid")
    for name, source in SOURCES.items():
        fund = db.session.scalars(sa.select(Fund).where(Fund.name == name)).one()
        funds.describe(farid, fund, source=source, about=fund.about)
    young = NewTerms(ages_from=8, ages_to=17, carry=CarryRule.MERGE)
    for told, year, new in (
        (money.WELLBEING, this, HALF), (money.LAST_YEARS, last, HALF), (money.YOUTH, this, young),
    ):  # fmt: skip
        most = Pence(told.max_award) if told.max_award else None
        pot = money.find_pot(told, year)
        reason = "What the team agreed at its first meeting of the year"
        pots_terms.set_terms(farid, pot, replace(new, most=most), reason=reason)


def _pledge(year: str) -> None:
    farid = money.actor_named("Farid")
    money.make_pot(CALM, year)
    pot = money.find_pot(CALM, year)
    new = NewTerms(
        ages_to=25, pledged=Pence(12_000_00), pledged_by="The health partnership", carry=CarryRule.RETURN
    )
    pots_terms.set_terms(farid, pot, new)
    pots.change(
        farid, pot, PotAction.PLEDGE, reason="Agreed in principle by the partnership’s board",
        second=money.actor_named("Carol"),
    )  # fmt: skip


def _match(year: str) -> None:
    """Carol writes down what three projects bring, and what of it has come."""
    pot, carol = money.find_pot(money.WELLBEING, year), money.actor_named("Carol")
    won = db.session.scalars(
        sa.select(Award).where(Award.pot_id == pot.id).order_by(Award.id).limit(len(BROUGHT))
    )
    for award, (brought, minutes, value) in zip(won, BROUGHT, strict=False):
        offered = match.offer(carol, pot, award.proposal_id, brought)
        if minutes or value:
            day = local_date(now()) - timedelta(days=3)
            match.show(
                carol, pot, offered.public_id, came_on=day, evidence="Signed sheets, kept at the office",
                minutes=minutes, value=value,
            )  # fmt: skip

"""The demo's virtual budget: the council and health pledge to one aim, two years in. All figures are made up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.money import DIRECTOR, at_work
from app.demo.money import actor_named as _actor
from app.demo.people import COUNCIL, HEALTH, SOUTH
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute, PotAction, year_bounds, year_of
from commissioning.rules.virtual_budgets import BudgetAction, IndicatorStatus, years_from
from commissioning.services import pots, pots_making, virtual_budgets, virtual_lines
from commissioning.services import virtual_reading as reading
from commissioning.services.virtual_budgets import NewBudget, Sign
from commissioning.services.virtual_lines import Notice, Pledge
from models.organisations import Organisation
from models.places import Team
from models.virtual_budgets import VirtualBudget, VirtualLine

NAME, POT = "Growing up well at home", "Shared prevention"
YEARS = 10
SIGNS = (
    Sign("Children in our care, for every 10,000", "84", "76 or fewer", "The council’s yearly return", DIRECTOR, 2),
    Sign("Families who say help came early enough", "41 of 100", "55 of 100", "What families say after small sums",
         "Participation worker", 2),
    Sign("Young people seen in a week by mental health support", "29 of 100", "50 of 100", "Alderbrook Health",
         "Finance lead of Alderbrook Health", 2),
    Sign("School days missed by children with a social worker", "18 of 100", "12 of 100", "Schools’ attendance returns",
         "Head of school support", 5),
)  # fmt: skip


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Proposed, pledged by both, begun two years into its ten, reviewed, and one cut given notice of."""
    year = year_of(local_date(today))

    def at(days: int, hours: int) -> datetime:
        return at_work(today, days, hours * 60 + dice.randrange(50))

    # The first review may be written from 90 days before its day, the first of this financial year.
    reviewed = min(200, (local_date(today) - year_bounds(year)[0]).days + 85)
    return [
        Moment(at(250, 1), partial(_propose, year)),
        Moment(at(246, 2), _council_pledges),
        Moment(at(244, 3), _health_pledges),
        Moment(at(240, 1), partial(_step, "agree")),
        Moment(at(239, 4), partial(_step, "start")),
        Moment(at(reviewed, 2), _review),
        Moment(at(reviewed - 2, 5), _renew),
        Moment(at(20, 3), _notice),
    ]


def _propose(year: str) -> None:
    """The first year is two before this one, so that the first review can be read."""
    farid = _actor("Farid")
    team = db.session.scalars(sa.select(Team).where(Team.name == SOUTH)).one()
    pot = pots_making.create(farid, pots_making.NewPot(
        name=POT, fund="Prevention fund", team_id=team.id, route=DecisionRoute.DELEGATED_OFFICER, decided_by=DIRECTOR,
        financial_year=year, purpose="What partners put beside each other so that children can grow up at home.",
        opens_on=min(year_bounds(year)[0], local_date(now())),
    ))  # fmt: skip
    pots.add_money(farid, pot, {None: Pence(500_00)}, reason="For the partners’ meetings", key="first")
    pots.change(farid, pot, PotAction.OPEN)
    first = f"{int(year[:4]) - 2}/{(int(year[2:4]) - 1) % 100:02d}"
    made = virtual_budgets.propose(farid, NewBudget(
        NAME, "More children grow up at home, well and safe, because help came before a crisis.", first, YEARS, 90,
        pot.public_id,
    ))  # fmt: skip
    for name in (COUNCIL, HEALTH):
        virtual_budgets.ask_partner(_actor("Carol"), made, _organisation(name).public_id)
    for sign in SIGNS:
        virtual_budgets.add_sign(_actor("Carol"), made, sign)


def _council_pledges() -> None:
    years = years_from(_budget().first_year, YEARS)
    sums = {year: Pence(120_000_00 + at * 15_000_00) for at, year in enumerate(years)}
    virtual_lines.pledge(_actor("Farid"), _line(COUNCIL), Pledge(
        "Director of Children and Communities", "The council, in its yearly accounts",
        "Family workers and small sums", "Health: fewer children in crisis come to the hospital", sums=sums,
    ))  # fmt: skip


def _health_pledges() -> None:
    virtual_lines.pledge(_actor("Una"), _line(HEALTH), Pledge(
        "Finance lead of Alderbrook Health", "The integrated care board", "Two nurses in family hubs",
        "The council: fewer children need to be looked after away from home", base=Pence(6_400_000_00), hundredths=125,
    ))  # fmt: skip


def _step(name: str) -> None:
    {"agree": virtual_budgets.agree, "start": virtual_budgets.start}[name](_actor("Carol"), _budget())


def _review() -> None:
    said = (
        IndicatorStatus.ON_TRACK,
        IndicatorStatus.DRIFTING,
        IndicatorStatus.NO_DATA,
        IndicatorStatus.NO_DATA,
    )
    statuses = {one.public_id: status for one, status in zip(reading.signs_of(_budget()), said, strict=True)}
    virtual_budgets.review(
        _actor("Carol"), _budget(), 2, statuses,
        "Fewer children come into our care. Families say help still comes late. Nobody has counted waiting times yet.",
    )  # fmt: skip


def _renew() -> None:
    virtual_budgets.follow(_actor("Carol"), _budget(), BudgetAction.RENEW)


def _notice() -> None:
    """Health gives notice for the year after next; the council’s line is not touched."""
    line, today = _line(HEALTH), local_date(now())
    year = years_from(line.budget.first_year, YEARS)[4]
    virtual_lines.give_notice(_actor("Una"), line, Notice(
        year, Pence(70_000_00), "A national programme that paid for one of the two nurses ends.",
        today + timedelta(days=120),
    ))  # fmt: skip


def _budget() -> VirtualBudget:
    found = db.session.scalars(sa.select(VirtualBudget).where(VirtualBudget.name == NAME)).one()
    return reading.get_budget_for(_actor("Farid"), found.public_id)


def _line(name: str) -> VirtualLine:
    return next(line for line in _budget().lines if line.organisation.name == name)


def _organisation(name: str) -> Organisation:
    return db.session.scalars(sa.select(Organisation).where(Organisation.name == name)).one()

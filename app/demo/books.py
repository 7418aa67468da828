"""The demo's month ends: the set amount, months closed, one compared with the council's ledger, one sum that waits."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from functools import partial

import sqlalchemy as sa

from app.access.actors import actor_from
from app.clock import now
from app.db import db
from app.demo.money import MILLFIELD, WELLBEING, at_work
from app.demo.story import Moment
from app.times import local_date
from commissioning.rules.months import after, month_before
from commissioning.rules.pence import Pence
from commissioning.rules.pots import year_of
from commissioning.rules.reconcile import Verdict, Way
from commissioning.services import ledger_held, months, reconciliations, two_people
from commissioning.services.reconciliations_scopes import Scope, cash_of
from models.people import User
from models.places import Area, Team
from models.pots import Pot
from participation.rules.people import Actor

SET_AMOUNT = Pence(5_000_00)
LEGACY = "A neighbour left it to the children of Millfield in her will"


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Two months are closed; the one that has just ended is compared and waits for one explanation."""
    this = local_date(today)
    year = year_of(this)
    ended = month_before(this)
    before = month_before(ended)
    return [
        Moment(at_work(today, 70, 95), _set_amount),
        *(
            Moment(_after(today, month, 4), partial(_close, month))
            for month in (month_before(before), before)
        ),
        Moment(at_work(today, 2, 190), partial(_compare, ended, year)),
        Moment(at_work(today, 1, 245), partial(_propose, year)),
    ]


def _after(today: datetime, month: date, days: int) -> datetime:
    """About so many days after a month has ended, at work."""
    return at_work(today, (local_date(today) - after(month)).days - days, 30)


def _set_amount() -> None:
    held = ledger_held.set_amount(
        _actor("Farid"), SET_AMOUNT, local_date(now()), reason="Financial rules, part 4", key="demo"
    )
    two_people.confirm(_actor("Noor"), held)


def _close(month: date) -> None:
    months.close(_actor("Farid"), month, note="Nothing outstanding")


def _compare(month: date, year: str) -> None:
    """The council's ledger has what we have, a day later, and a bank charge of its own."""
    pot = _pot(year)
    day = after(month) - timedelta(days=3)
    rows = [f"{day:%d/%m/%Y},SAP 40017,Bank charge for returned payment,,£4.50"]
    for number, ours in enumerate(cash_of(Scope(pot=pot), month)):
        posted = min(ours.day + timedelta(days=1), after(month) - timedelta(days=1))
        said = f"{ours.pence}" if number else f"{Pence(ours.pence + 90)}"  # the first was keyed with a slip
        columns = f'"{said}",' if ours.way is Way.IN else f',"{said}"'
        rows.append(
            f"{posted:%d/%m/%Y},SAP {40018 + number},{ours.entry_id if not number else 'BACS run'},{columns}"
        )
    data = "\n".join(["date,reference,description,came_in,paid_out", *rows]).encode()
    made, _ = reconciliations.reconcile(
        _actor("Farid"), Scope(pot=pot), month, data, f"general-ledger-{month:%Y-%m}.csv"
    )
    only_theirs = [row for row in made.rows if row.verdict is Verdict.ONLY_THEIRS] if made else []
    note = "The bank gave it back in the month after; the council’s ledger has it there"
    reconciliations.explain(_actor("Farid"), only_theirs[0], note)


def _propose(year: str) -> None:
    area = db.session.scalars(sa.select(Area.id).where(Area.name == MILLFIELD)).one()
    ledger_held.add_money(
        _actor("Farid"), _pot(year), {area: Pence(8_200_00)}, reason=LEGACY, key="demo-legacy"
    )


def _pot(year: str) -> Pot:
    """The year's pot that is open on the day the demo is made, which on 1 April is not the one of the day before."""
    query = sa.select(Pot).join(Pot.team).where(Team.name == WELLBEING.team, Pot.name == WELLBEING.name)
    return db.session.scalars(query.where(Pot.financial_year == year)).one()


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())

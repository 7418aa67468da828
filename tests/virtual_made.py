"""A virtual budget made quickly: the council and Alderbrook Health, each with its own line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, HEALTH
from app.times import local_date
from commissioning.rules import virtual_budgets as rules
from commissioning.rules.pence import Pence
from commissioning.services import ledger_awards, virtual_budgets, virtual_due, virtual_lines
from commissioning.services import virtual_reading as reading
from commissioning.services.virtual_lines import Notice, Pledge
from models.organisations import Organisation
from models.pots import Pot
from models.virtual_budgets import VirtualBudget, VirtualLine, VirtualShortfall
from tests.built_once import built_once
from tests.money_made import a_pot
from tests.proposals_made import actor

YEARS = ("2026/27", "2027/28", "2028/29")


def organisation(name: str) -> Organisation:
    """One of the cast's organisations."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.name == name)).one()


def proposed(
    name: str = "Growing up well", pot: Pot | None = None, notice_days: int = 90, first: str = YEARS[0]
) -> VirtualBudget:
    """Proposed over three years, with a line for each of the two, nothing pledged yet."""
    new = virtual_budgets.NewBudget(
        name, "Children grow up at home, well and safe", first, len(YEARS), notice_days,
        pot.public_id if pot else "",
    )  # fmt: skip
    made = virtual_budgets.propose(actor("Farid"), new)
    for partner in (COUNCIL, HEALTH):
        virtual_budgets.ask_partner(actor("Carol"), made, organisation(partner).public_id)
    sign = virtual_budgets.Sign(
        "Children who stay at home", "80 of 100", "90 of 100", "The council’s own count", "Noor", 2
    )
    virtual_budgets.add_sign(actor("Carol"), made, sign)
    return made


def line_of(budget: VirtualBudget, partner: str = HEALTH) -> VirtualLine:
    """A partner's line."""
    db.session.expire(budget, ["lines"])
    return next(line for line in budget.lines if line.organisation.name == partner)


def pledge(budget: VirtualBudget, partner: str = HEALTH, who: str = "Una", each: int = 10_000_00) -> None:
    """Pledge the same sum for each year."""
    words = {
        "owner": f"Finance director, {partner}",
        "reporter": partner,
        "cost_here": "Two nurses",
        "benefits": "Schools",
    }
    years = rules.years_from(budget.first_year, budget.how_many)
    virtual_lines.pledge(
        actor(who), line_of(budget, partner), Pledge(**words, sums=dict.fromkeys(years, Pence(each)))
    )


def a_pot_for_it(pence: int = 100_00, name: str = "Growing up well") -> Pot:
    """The pot whose books carry the pledges."""
    return a_pot({"": pence}, name=name)


@built_once
def started(
    name: str = "Growing up well", each: int = 10_000_00, notice_days: int = 90, first: str = YEARS[0]
) -> VirtualBudget:
    """Pledged by both, agreed and begun, with the first year in the books."""
    made = proposed(name, a_pot_for_it(name=name), notice_days, first)
    pledge(made, COUNCIL, "Farid", each)
    pledge(made, each=each)
    virtual_budgets.agree(actor("Carol"), made)
    virtual_budgets.start(actor("Carol"), made)
    return made


def notice(
    wanted: int, year: str = YEARS[0], owner: str = "", days: int = 0, reason: str = "Our grant was cut"
) -> Notice:
    """Notice of a change to one year."""
    return Notice(year, Pence(wanted), reason, local_date(now()) + timedelta(days=days), owner)


def a_shortfall(budget: VirtualBudget, promised: int = 6_000_00, wanted: int = 4_000_00) -> VirtualShortfall:
    """Some of Health's money is promised, as a decision would, and then cut below that with a name."""
    health = organisation(HEALTH).public_id
    ledger_awards.commit_award(
        actor("Noor"), award_id=f"virtual{budget.id:05}", pot_id=budget.pot_id or 0, shares={}, reason="Decided",
        partners={health: {None: Pence(promised)}},
    )  # fmt: skip
    today = local_date(now())
    early = min(
        now(), datetime(int(YEARS[0][:4]), 9, 1, 9, tzinfo=UTC)
    )  # no year is cut once half of it is over
    with clock.at(early):
        days = (today - local_date(early)).days
        virtual_lines.give_notice(
            actor("Una"), line_of(budget), notice(wanted, owner="Finance director", days=days)
        )
    virtual_due.apply_due(now())
    return (
        db.session.scalars(sa.select(VirtualShortfall).order_by(VirtualShortfall.id.desc())).first()
        or VirtualShortfall()
    )


TODAY = "2026-09-25 10:00"


@pytest.fixture(name="budget")
def budget_fixture(work, at):
    with at(TODAY), work():
        made = started(notice_days=0)
    with at(TODAY):
        yield db.session.get_one(VirtualBudget, made.id)


def stands(budget, partner=HEALTH, year=0):
    db.session.expire_all()
    picture = reading.picture_of(reading.get_budget_for(actor("Farid"), budget.public_id))
    return next(line.years[year] for line in picture.lines if line.line.organisation.name == partner)


def promise(budget, pence, award="award0000001"):
    """Promise some of Health's money, as a decision would."""
    health = organisation(HEALTH).public_id
    ledger_awards.commit_award(
        actor("Noor"), award_id=award, pot_id=budget.pot_id, shares={}, reason="Decided",
        partners={health: {None: Pence(pence)}},
    )  # fmt: skip


def cut(budget, wanted, **more):
    virtual_lines.give_notice(actor("Una"), line_of(budget), notice(wanted, **more))

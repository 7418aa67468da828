"""Pots, their books and rules, small sums and virtual budgets, and those who are paid."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, NORTH
from app.times import local_date
from commissioning.rules.allocation import FigureKind, Formula
from commissioning.rules.match import MatchKind
from commissioning.rules.pence import Pence
from commissioning.services import (
    allocations,
    area_figures,
    ledger_held,
    match,
    pots_terms,
    reconciliations,
    virtual_budgets,
)
from commissioning.services.pots_terms import NewTerms
from commissioning.services.reconciliations_scopes import Scope
from models.ledger import LedgerEntry
from models.pots import Pot
from tests import (
    attachments_made,
    decisions_made,
    organisations_made,
    small_sums_made,
    virtual_made,
)
from tests.money_made import SYSTEM, a_pot, two_people_above
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def make_organisations() -> Ids:
    wheels = organisations_made.an_organisation()
    organisations_made.a_group(wheels)
    return {"organisation": wheels.public_id}


def make_money() -> Ids:
    pot = a_pot({"Millfield": 500_000, "Harbour & Quay": 300_000}, name="Youth Activities")
    draft = a_pot({}, name="Seaside")
    north = a_pot({"": 200_000}, name="Northern lights", team=NORTH)
    entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id).limit(1)).one()
    return {
        "pot": pot.public_id,
        "draft_pot": draft.public_id,
        "north_pot": north.public_id,
        "entry": entry.public_id, "scope": f"pot-{pot.public_id}", **_books(pot),
    }  # fmt: skip


def _books(pot: Pot) -> Ids:
    """A large sum that waits for a second person, and a month compared with one difference."""
    two_people_above(900_000)
    area = pot.lines[0].area_id
    held = ledger_held.add_money(
        actor("Farid"), pot, {area: Pence(1_000_000)}, reason="A grant came", key="held"
    )
    month = local_date(now()).replace(day=1)
    data = f"date,came_in,paid_out\n{local_date(now())},,12.50\n".encode()
    made, problems = reconciliations.reconcile(actor("Farid"), Scope(pot=pot), month, data, "gl.csv")
    assert held is not None
    assert made is not None, problems
    differs = next(row for row in made.rows if row.verdict != "matched")
    return {"held": held.public_id, "comparison": made.public_id, "difference": differs.public_id}


def make_pot_rules() -> Ids:
    """Figures for an area, and match beside Youth Activities for an idea nobody has decided on."""
    pot = db.session.scalars(sa.select(Pot).where(Pot.name == "Youth Activities")).one()
    pots_terms.set_terms(
        SYSTEM, pot, NewTerms(hour=Pence(12_00), hour_source="A made-up rate"), reason="Agreed"
    )
    area = pot.team.areas[0]
    area_figures.record(
        SYSTEM, area, {FigureKind.POPULATION: 9_000}, source="A made-up count", as_of=date(2025, 6, 30)
    )
    shown = allocations.work_out(pot, Pence(300_00), Formula.EQUAL, Pence(50_00))
    brought = match.Brought(MatchKind.HOURS, "Painting the hall", minutes=600)
    offered = match.offer(SYSTEM, pot, decisions_made.proposal("Book swap").public_id, brought)
    return {
        "match_offer": offered.public_id,
        "area": area.public_id,
        "share_stamp": shown.stamp,
        "fund": pot.fund.public_id,
    }


def make_small_sums() -> Ids:
    """Nia's are approved, approved with a receipt sent, bought, and waiting for Hugh; Hugh's own waits too."""
    pot = small_sums_made.an_office_pot(3_000_00)
    approved, with_receipt, bought = (small_sums_made.ask(40_00 + n) for n in range(3))
    attachments_made.keep("Nia", with_receipt.public_id, attachments_made.picture(), "small_sum")
    small_sums_made.buy(bought, 39_50)
    asked, hughs = small_sums_made.ask(120_00), small_sums_made.ask(130_00, who="Hugh")
    return {
        "small_sum_pot": pot.public_id, "small_sum": approved.public_id, "small_sum_asked": asked.public_id,
        "small_sum_with_receipt": with_receipt.public_id, "small_sum_bought": bought.public_id,
        "small_sum_of_hugh": hughs.public_id, "family_code": approved.code,
    }  # fmt: skip


def make_virtual() -> Ids:
    """A virtual budget at each stage; the one that runs has a cut below what was promised, and its shortfall."""
    asked, pledged, agreed = (virtual_made.proposed(f"Virtual {n}") for n in range(3))
    for made in (pledged, agreed):
        virtual_made.pledge(made, COUNCIL, "Farid")
        virtual_made.pledge(made)
    virtual_budgets.agree(actor("Carol"), agreed)
    runs, to_review, reviewed = (
        virtual_made.started(f"Virtual {n}", notice_days=0, first="2025/26" if n > 3 else "2026/27")
        for n in (3, 4, 5)
    )
    virtual_budgets.review(actor("Carol"), reviewed, 2, {}, "Nobody has counted yet.")
    shortfall = virtual_made.a_shortfall(runs)
    line = virtual_made.line_of
    return {
        "virtual_asked": asked.public_id, "virtual_asked_line": line(asked).public_id,
        "virtual_pledged": pledged.public_id, "virtual_agreed": agreed.public_id, "virtual_budget": runs.public_id,
        "virtual_line": line(runs).public_id, "virtual_council_line": line(runs, COUNCIL).public_id,
        "virtual_to_review": to_review.public_id, "virtual_reviewed": reviewed.public_id,
        "shortfall": shortfall.public_id,
    }  # fmt: skip

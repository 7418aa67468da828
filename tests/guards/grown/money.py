"""More pots, books, virtual budgets, small sums and those who are paid."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import Helped
from commissioning.services import (
    awards,
    ledger_held,
    pots,
    reconciliations,
    small_sums_helped,
    two_people,
    virtual_budgets,
    virtual_lines,
)
from commissioning.services.reconciliations_scopes import Scope
from models.places import Area
from models.pots import Pot
from models.virtual_budgets import VirtualBudget
from tests import (
    attachments_made,
    awards_made,
    organisations_made,
    small_sums_made,
    virtual_made,
)
from tests.money_made import SYSTEM, a_pot
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def more_organisations(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        made = organisations_made.an_organisation(f"Organisation {turn} {n}", number="")
        organisations_made.a_group(made, f"Group {turn} {n}")


def more_money(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        a_pot({"Millfield": 10_000, "Harbour & Quay": 5_000}, name=f"Pot {turn} {n}")
        area = db.session.scalars(sa.select(Area.id)).first()
        pot = db.session.scalars(sa.select(Pot).where(Pot.public_id == ids["pot"])).one()
        pots.add_money(SYSTEM, pot, {area: Pence(100)}, reason="More", key=f"{turn}-{n}")
        award = awards.get_award(ids["award"])
        awards.pay(actor("Farid"), award, Pence(100), reason="A part", key=f"part-{turn}-{n}")
        awards_made.asked(award, 1_00)
        awards_made.reported(award, 10)
        _books(pot, area, f"{turn}-{n}")


def _books(pot: Pot, area: int | None, key: str) -> None:
    """Another large sum that waits, one refused, and another comparison."""
    farid, wanted = actor("Farid"), {area: Pence(1_000_000)}
    ledger_held.add_money(farid, pot, wanted, reason="A grant", key=f"held-{key}")
    held = ledger_held.add_money(farid, pot, wanted, reason="A grant", key=f"refused-{key}")
    assert held is not None
    two_people.refuse(actor("Carol"), held, "No letter")
    data = f"date,came_in,paid_out\n{local_date(now())},,12.50\n{local_date(now())},3.00,\n".encode()
    month = local_date(now()).replace(day=1)
    reconciliations.reconcile(farid, Scope(pot=pot), month, data, "gl.csv")


def more_virtual(ids: Ids, many: int, turn: str) -> None:
    """Virtual budgets that run, each with a change, a shortfall and signs; and signs of the one that is swept."""
    for n in range(many):
        made = virtual_made.started(f"Virtual {turn} {n}", notice_days=0)
        virtual_made.a_shortfall(made)
        budget = db.session.scalars(
            sa.select(VirtualBudget).where(VirtualBudget.public_id == ids["virtual_budget"])
        ).one()
        virtual_lines.give_notice(
            actor("Una"),
            virtual_made.line_of(budget),
            virtual_made.notice(11_000_00 + n + 10 * len(turn), "2027/28"),
        )
        sign = virtual_budgets.Sign(f"Sign {turn} {n}", "1", "2", "Us", "Noor", 5)
        virtual_budgets.add_sign(actor("Carol"), budget, sign)


def more_small_sums(ids: Ids, many: int, turn: str) -> None:
    """A pot with offices, and in it small sums in every state, with files and with what families said."""
    small_sums_made.an_office_pot(2_000_000, name=f"Offices {turn}", family=500_000, office=900_000)
    for n in range(many):
        small_sums_made.ask(60_00 + n)
        for who in ("Nia", "Hugh"):
            made = small_sums_made.ask(10_00 + n, who=who)
            small_sums_made.buy(made, 9_00, who=who)
            small_sums_helped.say(made, Helped.YES, f"Warm now {turn} {n}" if n else "")
        small_sums_made.ask(11_00 + n)
    attachments_made.keep("Nia", ids["small_sum"], attachments_made.picture((10 + len(turn), 9)), "small_sum")

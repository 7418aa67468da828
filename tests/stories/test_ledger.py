"""A year in one pot, told by its own statement: read golden/ledger.txt, and see whether it is true."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from app.db import db
from app.times import moment
from commissioning.rules.awards import AwardState
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import awards, ledger, ledger_check, ledger_reading, pots
from commissioning.services.decisions import decide
from models.awards import Award
from models.ledger import LedgerEntry
from models.pots import Pot
from tests.decisions_made import a_case, a_counted_round, offer_it, verdict
from tests.money_made import a_pot
from tests.proposals_made import actor

TOLD = Path(__file__).parent / "golden" / "ledger.txt"


def test_a_year_in_one_pot(app, work, at):
    with at("2026-05-04 09:00"), work():
        round_ = a_counted_round()
        pot = db.session.get_one(Pot, round_.pot_id)
    with at("2026-05-06 10:00"), work():
        pots.add_money(
            actor("Farid"),
            pot,
            {None: Pence(5_000_00)},
            reason="Winter money, typed with a nought too many",
            key="a",
        )
    with at("2026-05-06 10:20"), work():
        slip = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
        ledger.reverse(actor("Farid"), slip, reason="It is £500")
        pots.add_money(actor("Farid"), pot, {None: Pence(500_00)}, reason="Winter money", key="b")
    with at("2026-05-20 14:00"), work():
        case = a_case("Bike library")
        decide(actor("Noor"), case, verdict(case))
        case = a_case("Quiet garden")
        decide(actor("Noor"), case, verdict(case, Outcome.VARIED, 450_00, conditions="Native plants."))
    bikes, garden = db.session.scalars(sa.select(Award).order_by(Award.id))
    with at("2026-05-20 15:00"), work():
        offer_it(bikes)
        offer_it(garden)
    with at("2026-06-01 11:00"), work():
        awards.accept(actor("Mei"), bikes, signed_by="Hana Reed, Quay Wheels CIC")
        awards.pay(actor("Farid"), bikes, Pence(150_00), reason="Twenty bikes", key="1")
    with at("2026-07-01 11:00"), work():
        awards.pay(actor("Farid"), bikes, Pence(250_00), reason="Helmets and a pump", key="2")
    with at("2026-07-20 00:05"), work():
        awards.lapse_due(garden.accept_by)
    with at("2027-04-02 09:30"), work():
        pots.change(actor("Farid"), pot, PotAction.CLOSE, reason="The year is over")
        a_pot({}, year="2027/28")
        pots.change(actor("Farid"), pot, PotAction.CARRY_FORWARD, reason="It stays with the team")
    assert (bikes.state, garden.state) == (AwardState.PAID, AwardState.LAPSED)
    assert ledger_check.faults() == []
    told = statement(pot)
    if os.environ.get("TELL_AGAIN"):
        TOLD.write_text(told, encoding="utf-8")
    assert told == TOLD.read_text(encoding="utf-8"), (
        "the story changed: TELL_AGAIN=1 writes it anew; read the difference"
    )


def statement(pot: Pot) -> str:
    lines = [f"{pot.name}, {pot.financial_year}", ""]
    for entry in ledger_reading.statement_of(pot):
        lines += [f"{moment(entry.at)}, {entry.who}: {entry.name}"]
        lines += [f"  {line.words}" for line in entry.lines]
        lines += [f"  Why: {entry.reason}", ""]
    standing = pots.standing_of(pot.id)
    return "\n".join(
        [
            *lines,
            f"Came in {standing.in_}: paid {standing.paid}, promised {standing.promised}, left {standing.left}",
            "",
        ]
    )
